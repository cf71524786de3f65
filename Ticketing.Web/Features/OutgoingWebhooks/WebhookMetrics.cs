using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.OutgoingWebhooks;

public sealed class WebhookMetrics(TicketingMeter meter)
{
    private const string Accepted = "accepted";
    private const string Failed = "failed";

    private readonly CumulativeCounter attempts = meter.CreateCounter(
        "ticketing.webhooks.attempts",
        "{attempt}",
        "Attempts to send a webhook",
        "outcome",
        [Accepted, Failed]
    );

    internal void Count(bool isAccepted) => attempts.Add(isAccepted ? Accepted : Failed);
}
