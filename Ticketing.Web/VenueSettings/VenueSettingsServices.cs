using Ticketing.Events.Posters;
using Ticketing.Hosting;

namespace Ticketing.VenueSettings;

public static class VenueSettingsServices
{
    /// <summary>Its startup step must come first: the others read the settings.</summary>
    public static IServiceCollection AddSavedSettings(this IServiceCollection services) => services
        .AddScoped<SavedRows>()
        .AddScoped<ApplySettings>()
        .AddRecurring<FollowSettings>(_ => FollowSettings.Period)
        .AddOpeningStep<FollowSettings>()
        .AddScoped<SettingsDesk>()
        .AddScoped<SaveSettings>()
        .AddScoped<ChangeLogo>();

    /// <summary>Named by a hash, so browsers may cache it forever.</summary>
    public static void MapLogo(this IEndpointRouteBuilder routes) => routes.MapMethods(
        "/logo/{name}.png",
        [HttpMethods.Get, HttpMethods.Head],
        async Task<IResult> (string name, PosterShelf shelf, HttpContext context, CancellationToken ct) =>
        {
            if (await shelf.ReadAsync(name, PosterFile.Logo, ct) is not { } bytes)
            {
                return TypedResults.NotFound();
            }

            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return TypedResults.Bytes(bytes, "image/png");
        });
}
