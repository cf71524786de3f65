using System.Diagnostics;

namespace Ticketing.Infrastructure.Telemetry;

/// <summary>
/// Spans of the program. Without an exporter none is created. Their attributes are ids, never names, addresses or codes.
/// </summary>
public static class Tracing
{
    public const string SourceName = "Ticketing";

    /// <summary>Length of a traceparent of W3C.</summary>
    public const int MaxTraceParentLength = 55;

    private static readonly ActivitySource Source = new(SourceName);

    /// <returns>To be stored with work that goes on later; null if the current trace is not recorded.</returns>
    public static string? CurrentTraceParent =>
        Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } span ? span.Id : null;

    /// <summary>Starts a span that ends when it is disposed of.</summary>
    /// <returns>Null if nobody records it.</returns>
    public static Activity? Start(string name) => Source.StartActivity(name);

    /// <summary>
    /// Continues the trace in which earlier work was done. The request or job that does the rest is another trace: both are linked.
    /// </summary>
    /// <param name="traceParent">What was stored; null continues the current trace.</param>
    /// <returns>Null if nobody records it.</returns>
    public static Activity? Continue(string name, string? traceParent)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var outer = Activity.Current;
        if (!ActivityContext.TryParse(traceParent, null, isRemote: false, out var parent) || parent.TraceId == outer?.TraceId)
        {
            return Start(name);
        }

        var links = outer is { Recorded: true } ? [new ActivityLink(outer.Context)] : Array.Empty<ActivityLink>();
        var span = Source.StartActivity(name, ActivityKind.Internal, parent, links: links);
        if (span is { Recorded: true } && outer is { Recorded: true })
        {
            outer.AddLink(new ActivityLink(span.Context));
        }

        return span;
    }

    /// <param name="reason">A type or a constant, never the text of an error.</param>
    public static void Fail(this Activity? span, string reason) => span?.SetStatus(ActivityStatusCode.Error, reason);
}
