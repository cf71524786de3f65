using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Settings;

public static class SettingsServices
{
    /// <summary>Its startup step must come first: the others read the settings.</summary>
    public static IServiceCollection AddSavedSettings(this IServiceCollection services) =>
        services
            .AddScoped<SavedSettingsStore>()
            .AddScoped<ApplySettings>()
            .AddBackgroundJob<SyncSavedSettingsJob>(SyncSavedSettingsJob.Interval)
            .AddStartupStep<SyncSavedSettingsJob>()
            .AddScoped<SettingsQueries>()
            .AddScoped<SaveSettings>()
            .AddScoped<ChangeLogo>();

    /// <summary>Named by a hash, so browsers may cache it forever.</summary>
    public static void MapLogo(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(
            "/logo/{name}.png",
            [HttpMethods.Get, HttpMethods.Head],
            async Task<IResult> (string name, PosterStore shelf, HttpContext context, CancellationToken ct) =>
            {
                if (await shelf.ReadAsync(name, PosterFile.Logo, ct) is not { } bytes)
                {
                    return TypedResults.NotFound();
                }

                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return TypedResults.Bytes(bytes, "image/png");
            }
        );
}
