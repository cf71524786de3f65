using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.Holds;

public sealed class HoldMetrics(TicketingMeter meter)
{
    private const string BoxOffice = "box_office";
    private const string Online = "online";

    private readonly CumulativeCounter placed = meter.CreateCounter(
        "ticketing.holds.placed",
        "{hold}",
        "Holds placed",
        "channel",
        [Online, BoxOffice]
    );

    private readonly CumulativeCounter refused = meter.CreateCounter(
        "ticketing.holds.refused",
        "{request}",
        "Requests for a hold that were refused",
        "reason",
        ["nothing_chosen", "event_not_found", "event_not_active", "refused", "code_refused", "challenged", "too_many_holds"]
    );

    private readonly CumulativeCounter ended = meter.CreateCounter(
        "ticketing.holds.ended",
        "{hold}",
        "Holds that have ended",
        "outcome",
        [LabelText.Get(HoldStatus.Sold), LabelText.Get(HoldStatus.Released), LabelText.Get(HoldStatus.Expired)]
    );

    internal void CountPlaced(bool isOnline) => placed.Add(isOnline ? Online : BoxOffice);

    internal void CountEnded(HoldStatus status) => ended.Add(LabelText.Get(status));

    internal void CountRefused(HoldOutcome outcome) =>
        refused.Add(
            outcome switch
            {
                HoldOutcome.NothingChosen => "nothing_chosen",
                HoldOutcome.EventNotFound => "event_not_found",
                HoldOutcome.EventNotActive => "event_not_active",
                HoldOutcome.CodeRefused => "code_refused",
                HoldOutcome.Challenged => "challenged",
                HoldOutcome.TooManyHolds => "too_many_holds",
                _ => "refused",
            }
        );
}
