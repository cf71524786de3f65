using Ticketing.Bench.Filling;
using Ticketing.CheckIn;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Tickets;

namespace Ticketing.Bench.History;

/// <summary>Writes an order's tickets, its mail and its check-ins.</summary>
internal sealed class TicketLedger(Chunk chunk, DateTimeOffset end)
{
    private static readonly Action<Ticket, Guid> SetId = Known<Ticket>.Setter<Guid>(nameof(Ticket.Id));
    private static readonly Action<Ticket, DateTimeOffset?> SetCheckedInAt = Known<Ticket>.Setter<DateTimeOffset?>(nameof(Ticket.CheckedInAt));
    private static readonly Action<Ticket, Guid?> SetAdmission = Known<Ticket>.Setter<Guid?>(nameof(Ticket.AdmissionId));
    private static readonly Action<Notification, Guid> SetMailId = Known<Notification>.Setter<Guid>(nameof(Notification.Id));
    private static readonly Action<Notification, NotificationStatus> SetMailStatus = Known<Notification>.Setter<NotificationStatus>(nameof(Notification.Status));
    private static readonly Action<Notification, int> SetAttempts = Known<Notification>.Setter<int>(nameof(Notification.Attempts));
    private static readonly Action<Notification, string?> SetSubject = Known<Notification>.Setter<string?>(nameof(Notification.Subject));
    private static readonly Action<Notification, string?> SetResponse = Known<Notification>.Setter<string?>(nameof(Notification.ServerResponse));
    private static readonly Action<Notification, DateTimeOffset?> SetSentAt = Known<Notification>.Setter<DateTimeOffset?>(nameof(Notification.SentAt));

    public IReadOnlyList<Ticket> Write(Purchase purchase, Order order, IReadOnlyList<HoldLine> lines, DateTimeOffset at)
    {
        var tickets = new List<Ticket>();
        foreach (var line in lines.SelectMany(line => Enumerable.Repeat(line, line.Quantity)))
        {
            var ticket = chunk.Add(new Ticket
            {
                OrderId = order.Id, EventId = order.EventId, TicketTypeId = line.TicketTypeId, Category = line.Category, Number = tickets.Count + 1,
                Attendee = order.BuyerName, IssuedAt = at,
            });
            SetId(ticket, purchase.Dice.Id(at));
            tickets.Add(ticket);
        }

        Mail(purchase, order, at);
        return tickets;
    }

    /// <summary>Call once the void tickets are known: the others count as sold, and nine of ten are checked in.</summary>
    public void Close(Purchase purchase, IReadOnlyList<Ticket> tickets)
    {
        var (show, dice) = (purchase.Show.Event, purchase.Dice);
        foreach (var ticket in tickets.Where(ticket => ticket.Status == TicketStatus.Valid))
        {
            purchase.Show.Count(TypeOf(show, ticket), 1);
            var at = show.StartsAt + dice.Minutes(-60, 30);
            if (at < end && !dice.OnceIn(10))
            {
                SetCheckedInAt(ticket, at);
                SetAdmission(ticket, Scan(ticket, ScanResult.Admitted, at, dice));
                if (dice.OnceIn(50))
                {
                    Scan(ticket, ScanResult.AlreadyIn, at.AddMinutes(1), dice);
                }
            }
        }
    }

    private static TicketType TypeOf(Event show, Ticket ticket) => show.TicketTypes.Single(type => type.Id == ticket.TicketTypeId);

    private Guid Scan(Ticket ticket, ScanResult result, DateTimeOffset at, Dice dice) => chunk.Add(new Scan
    {
        Id = dice.Id(at), Key = dice.Code(), EventId = ticket.EventId, TicketId = ticket.Id, Result = result, At = at, ByName = "Grace", Gate = "Main door",
    }).Id;

    private void Mail(Purchase purchase, Order order, DateTimeOffset at)
    {
        var mail = chunk.Add(new Notification
        {
            Kind = ConfirmOrder.ConfirmationKind, DedupeKey = $"{ConfirmOrder.ConfirmationKind}:{order.Id}:0", Recipient = order.BuyerEmail,
            OrderId = order.Id, CreatedAt = at, DueAt = at,
        });
        SetMailId(mail, purchase.Dice.Id(at));
        SetMailStatus(mail, NotificationStatus.Sent);
        SetAttempts(mail, 1);
        SetSubject(mail, $"Your tickets for {purchase.Show.Event.Title}");
        SetResponse(mail, "250 2.0.0 Ok: queued");
        SetSentAt(mail, at.AddSeconds(3));
    }
}
