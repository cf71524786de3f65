using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>The reasons for refusing a request that are counted.</summary>
public enum Guard
{
    RateLimit,
    ApiRateLimit,
    FormToken,
    SameOrigin,
    OrderAccess,
    HostName,
    Metrics,
}

public sealed class RefusalMetrics(TicketingMeter meter)
{
    private readonly CumulativeCounter refusals = meter.CreateCounter(
        "ticketing.guard.refusals",
        "{request}",
        "Requests that a limit or a protection refused",
        "guard",
        LabelText.GetAll<Guard>()
    );

    internal void Count(Guard guard) => refusals.Add(LabelText.Get(guard));
}
