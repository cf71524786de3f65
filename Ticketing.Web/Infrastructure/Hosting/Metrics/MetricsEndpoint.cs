using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Hosting.Startup;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Infrastructure.Hosting.Metrics;

public static class MetricsEndpoint
{
    public const string Path = "/metrics";

    /// <summary>Answers as if there were no such page to whom the metrics do not concern.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        var access = app.Services.GetRequiredService<MetricsAccess>();
        var queues = app.Services.GetRequiredService<QueueReadings>();
        var export = app.Services.GetRequiredService<MetricsExport>();
        var scrape = new Lazy<RequestDelegate>(() => export.CreateEndpoint(((IApplicationBuilder)app).New()));
        // All methods: who may not read them does not learn which ones there are.
        app.Map(
                Path,
                async context =>
                {
                    if (!access.IsAllowed(context))
                    {
                        Refuse(context, access.HasToken);
                        return;
                    }

                    if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
                    {
                        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                        context.Response.Headers.Allow = "GET, HEAD";
                        return;
                    }

                    context.Response.Headers.CacheControl = "no-store";
                    await queues.RefreshIfOldAsync(context.RequestAborted);
                    await scrape.Value(context);
                }
            )
            .NeedsNoDatabase();
    }

    private static void Refuse(HttpContext context, bool hasToken)
    {
        context.Response.StatusCode = hasToken ? StatusCodes.Status401Unauthorized : StatusCodes.Status404NotFound;
        if (hasToken)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            if (context.Request.Headers.Authorization.Count > 0)
            {
                var refusals = context.RequestServices.GetRequiredService<RefusalLog>();
                refusals.Record(context, Guard.Metrics, "wrong token for the metrics");
            }
        }
    }
}
