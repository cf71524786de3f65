using System.Diagnostics;
using OpenTelemetry;

namespace Ticketing.Infrastructure.Telemetry;

/// <summary>Leaves only the route of a request: paths, queries and headers contain codes, tokens and email addresses.</summary>
internal sealed class RequestSpans : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Allowed =
    [
        "http.request.method",
        "http.route",
        "http.response.status_code",
        "error.type",
        "network.protocol.version",
        "url.scheme",
    ];

    /// <summary>Probes and scrapes would be most of what is stored.</summary>
    public static bool IsWorthATrace(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal);

    public override void OnEnd(Activity data)
    {
        // Nothing comes from outside; this holds if a library brings a propagator of its own.
        data.TraceStateString = null;
        if (data.Source.Name == Tracing.SourceName)
        {
            return;
        }

        foreach (var tag in data.TagObjects.Select(tag => tag.Key).Where(key => !Allowed.Contains(key)).ToList())
        {
            data.SetTag(tag, null);
        }
    }
}
