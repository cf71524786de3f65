using Ticketing.Bench.Loading;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Bench.History;

/// <summary>Writes an order's tickets, its mail and its check-ins.</summary>
internal sealed class TicketWriter(RowBatch chunk, DateTimeOffset end)
{
    private static readonly Action<Ticket, DateTimeOffset?> SetCheckedInAt = PrivateSetter<Ticket>.For<DateTimeOffset?>(
        nameof(Ticket.CheckedInAt)
    );
    private static readonly Action<Ticket, Guid?> SetAdmission = PrivateSetter<Ticket>.For<Guid?>(nameof(Ticket.AdmissionId));
    private static readonly Action<Notification, Guid> SetMailId = PrivateSetter<Notification>.For<Guid>(nameof(Notification.Id));
    private static readonly Action<Notification, NotificationStatus> SetMailStatus = PrivateSetter<Notification>.For<NotificationStatus>(
        nameof(Notification.Status)
    );
    private static readonly Action<Notification, int> SetAttempts = PrivateSetter<Notification>.For<int>(nameof(Notification.Attempts));
    private static readonly Action<Notification, string?> SetSubject = PrivateSetter<Notification>.For<string?>(
        nameof(Notification.Subject)
    );
    private static readonly Action<Notification, string?> SetResponse = PrivateSetter<Notification>.For<string?>(
        nameof(Notification.ServerResponse)
    );
    private static readonly Action<Notification, DateTimeOffset?> SetSentAt = PrivateSetter<Notification>.For<DateTimeOffset?>(
        nameof(Notification.SentAt)
    );

    public IReadOnlyList<Ticket> Write(Purchase purchase, Order order, IReadOnlyList<HoldLine> lines, DateTimeOffset at)
    {
        var tickets = new List<Ticket>();
        foreach (var line in lines.SelectMany(line => Enumerable.Repeat(line, line.Quantity)))
        {
            var ticket = chunk.Add(
                new Ticket
                {
                    Id = purchase.Random.Id(at),
                    OrderId = order.Id,
                    EventId = order.EventId,
                    TicketTypeId = line.TicketTypeId,
                    Category = line.Category,
                    Number = tickets.Count + 1,
                    Attendee = order.BuyerName,
                    IssuedAt = at,
                }
            );
            tickets.Add(ticket);
        }

        WriteMail(purchase, order, at);
        return tickets;
    }

    /// <summary>Call once the void tickets are known: the others count as sold, and nine of ten are checked in.</summary>
    public void WriteAdmissions(Purchase purchase, IReadOnlyList<Ticket> tickets)
    {
        var (show, dice) = (purchase.Show.Event, purchase.Random);
        foreach (var ticket in tickets.Where(ticket => ticket.Status == TicketStatus.Valid))
        {
            purchase.Show.AddSold(GetTicketType(show, ticket), 1);
            var at = show.StartsAt + dice.Minutes(-60, 30);
            if (at < end && !dice.OneIn(10))
            {
                SetCheckedInAt(ticket, at);
                SetAdmission(ticket, WriteScan(ticket, ScanResult.Admitted, at, dice));
                if (dice.OneIn(50))
                {
                    WriteScan(ticket, ScanResult.AlreadyIn, at.AddMinutes(1), dice);
                }
            }
        }
    }

    private static TicketType GetTicketType(Event show, Ticket ticket) => show.TicketTypes.Single(type => type.Id == ticket.TicketTypeId);

    private Guid WriteScan(Ticket ticket, ScanResult result, DateTimeOffset at, RandomSource dice) =>
        chunk
            .Add(
                new Scan
                {
                    Id = dice.Id(at),
                    Key = dice.Code(),
                    EventId = ticket.EventId,
                    TicketId = ticket.Id,
                    Result = result,
                    At = at,
                    ByName = "Grace",
                    Gate = "Main door",
                }
            )
            .Id;

    private void WriteMail(Purchase purchase, Order order, DateTimeOffset at)
    {
        var mail = chunk.Add(
            new Notification
            {
                Kind = ConfirmOrder.ConfirmationKind,
                DedupeKey = $"{ConfirmOrder.ConfirmationKind}:{order.Id}:0",
                Recipient = order.BuyerEmail,
                OrderId = order.Id,
                CreatedAt = at,
                DueAt = at,
            }
        );
        SetMailId(mail, purchase.Random.Id(at));
        SetMailStatus(mail, NotificationStatus.Sent);
        SetAttempts(mail, 1);
        SetSubject(mail, $"Your tickets for {purchase.Show.Event.Title}");
        SetResponse(mail, "250 2.0.0 Ok: queued");
        SetSentAt(mail, at.AddSeconds(3));
    }
}
