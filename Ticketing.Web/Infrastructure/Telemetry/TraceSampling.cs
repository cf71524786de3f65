using OpenTelemetry.Trace;

namespace Ticketing.Infrastructure.Telemetry;

internal static class TraceSampling
{
    /// <summary>
    /// A trace that goes on is recorded if its beginning was. The traceparent of a request does not count: a stranger could have all
    /// requests recorded.
    /// </summary>
    public static Sampler Create(double percent)
    {
        var share = new TraceIdRatioBasedSampler(percent / 100);
        return new ParentBasedSampler(share, remoteParentSampled: share, remoteParentNotSampled: share);
    }
}
