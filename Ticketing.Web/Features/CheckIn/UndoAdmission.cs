using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.CheckIn;

public abstract record UndoOutcome
{
    public sealed record Undone(Guid ScanId) : UndoOutcome;

    public sealed record AlreadyUndone : UndoOutcome;
}

public sealed class UndoAdmission(TicketingDbContext db, ScanWebhooks webhooks, AuditTrail audit, TimeProvider clock)
{
    /// <param name="admissionId">A later admission of the same ticket is left alone.</param>
    /// <param name="gate">May be empty.</param>
    public Task<UndoOutcome> UndoAsync(Guid eventId, Guid admissionId, string gate, CancellationToken ct) =>
        db.WriteAsync<UndoOutcome>(
            async () =>
            {
                var now = clock.GetUtcNow();
                var undone =
                    await db.Set<Ticket>()
                        .Where(t => t.AdmissionId == admissionId && t.EventId == eventId)
                        .Where(t => db.Set<Scan>().Any(s => s.Id == admissionId && s.TicketId == t.Id))
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(t => t.CheckedInAt, (DateTimeOffset?)null)
                                    .SetProperty(t => t.AdmissionId, (Guid?)null)
                                    .SetProperty(t => t.ChangedAt, now),
                            ct
                        ) == 1;
                return undone
                    ? new UndoOutcome.Undone(
                        await RecordAsync(await db.Set<Scan>().AsNoTracking().SingleAsync(s => s.Id == admissionId, ct), gate, ct)
                    )
                    : new UndoOutcome.AlreadyUndone();
            },
            ct: ct
        );

    private async Task<Guid> RecordAsync(Scan admission, string gate, CancellationToken ct)
    {
        var scan = new Scan
        {
            Key = UnguessableCode.Create(),
            EventId = admission.EventId,
            TicketId = admission.TicketId,
            Result = ScanResult.Undone,
            At = clock.GetUtcNow(),
            ById = audit.Actor.Id,
            ByName = audit.Actor.Name,
            Gate = gate,
            IsByHand = true,
        };
        db.Add(scan);
        await db.SaveChangesAsync(ct);
        await webhooks.QueueAsync(scan, ct);
        var (number, orderId, reference) = await GetTicketAsync(admission, ct);
        await audit.RecordAsync(
            "order.admission_undone",
            orderId,
            reference,
            before: null,
            new
            {
                Ticket = $"{number}",
                AdmittedBy = admission.ByName,
                admission.Gate,
            },
            ct
        );
        return scan.Id;
    }

    private async Task<(int Number, Guid OrderId, string Reference)> GetTicketAsync(Scan admission, CancellationToken ct)
    {
        var found = await (
            from ticket in db.Set<Ticket>()
            join order in db.Set<Order>() on ticket.OrderId equals order.Id
            where ticket.Id == admission.TicketId
            select new
            {
                ticket.Number,
                order.Id,
                order.Reference,
            }
        ).SingleAsync(ct);
        return (found.Number, found.Id, found.Reference);
    }
}
