using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Infrastructure.Notifications.Outbox;

public sealed class MailMetrics(TicketingMeter meter, IEnumerable<MailKindPriority> kinds)
{
    private readonly CumulativeCounter sent = meter.CreateCounter(
        "ticketing.mails.sent",
        "{mail}",
        "Emails that the mail server accepted",
        "kind",
        kinds.Select(known => known.Kind)
    );

    private readonly CumulativeCounter postponed = meter.CreateCounter(
        "ticketing.mails.postponed",
        "{attempt}",
        "Attempts to send an email that failed and will be repeated",
        "kind",
        kinds.Select(known => known.Kind)
    );

    private readonly CumulativeCounter givenUp = meter.CreateCounter(
        "ticketing.mails.given_up",
        "{mail}",
        "Emails that could not be sent; staff see them on Today",
        "kind",
        kinds.Select(known => known.Kind)
    );

    internal void CountSent(Notification mail) => sent.Add(mail.Kind);

    internal void CountPostponed(Notification mail) => postponed.Add(mail.Kind);

    internal void CountGivenUp(Notification mail) => givenUp.Add(mail.Kind);
}
