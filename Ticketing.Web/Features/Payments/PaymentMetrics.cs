using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.Payments;

public sealed class PaymentMetrics(TicketingMeter meter)
{
    private readonly CumulativeCounter started = meter.CreateCounter("ticketing.payments.started", "{payment}", "Payments begun");

    private readonly CumulativeCounter settled = meter.CreateCounter(
        "ticketing.payments.settled",
        "{payment}",
        "Payments that have an outcome",
        "state",
        Outcomes.Select(LabelText.Get)
    );

    private readonly CumulativeCounter notOpened = meter.CreateCounter(
        "ticketing.payments.open_failures",
        "{attempt}",
        "Buyers who did not get to the payment page because the provider failed or refused"
    );

    private static IEnumerable<PaymentStatus> Outcomes =>
        [PaymentStatus.Paid, PaymentStatus.Declined, PaymentStatus.Cancelled, PaymentStatus.Expired];

    internal void CountStarted() => started.Add();

    internal void CountSettled(PaymentStatus status) => settled.Add(LabelText.Get(status));

    internal void CountNotOpened() => notOpened.Add();
}
