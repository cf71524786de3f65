using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.CheckIn;

public sealed class ScanMetrics(TicketingMeter meter)
{
    private readonly CumulativeCounter scans = meter.CreateCounter(
        "ticketing.scans",
        "{scan}",
        "Tickets scanned, or let in by hand",
        "result",
        LabelText.GetAll<ScanResult>()
    );

    internal void Count(ScanResult result) => scans.Add(LabelText.Get(result));
}
