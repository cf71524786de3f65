using Ticketing.Events.Posters;
using Ticketing.Hosting;

namespace Ticketing.VenueSettings;

public static class VenueSettingsServices
{
    /// <summary>What a superadmin saves. Its opening step is to be the first: the others go by the settings.</summary>
    public static IServiceCollection AddSavedSettings(this IServiceCollection services) => services
        .AddScoped<SavedRows>()
        .AddScoped<ApplySettings>()
        .AddRecurring<FollowSettings>(_ => FollowSettings.Period)
        .AddOpeningStep<FollowSettings>()
        .AddScoped<SettingsDesk>()
        .AddScoped<SaveSettings>()
        .AddScoped<ChangeLogo>();

    /// <summary>The address names the logo by its pixels: a browser need never ask again.</summary>
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
