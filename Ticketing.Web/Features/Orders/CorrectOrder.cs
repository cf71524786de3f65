using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Orders;

/// <summary>Values have passed <see cref="BuyerValidator"/>.</summary>
public sealed class CorrectOrder(TicketingDbContext db, TicketHolds holds, OrderWebhooks webhooks, AuditTrail audit, TimeProvider clock)
{
    /// <param name="renameTickets">Rename tickets in the buyer's old name too.</param>
    public Task CorrectBuyerAsync(Guid orderId, string name, string phone, bool renameTickets, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var order = await LoadLockedAsync(orderId, ct);
                var before = new { Name = order.BuyerName, Phone = order.BuyerPhone };
                (order.BuyerName, order.BuyerPhone) = (name, phone);
                await db.SaveChangesAsync(ct);
                var renamed = renameTickets && before.Name != name ? await RenameTicketsAsync(orderId, before.Name, name, ct) : 0;
                await UpdateSearchNamesAsync(order, ct);
                string[] changed =
                [
                    .. before.Name != name ? [OrderCorrection.Name] : Array.Empty<string>(),
                    .. before.Phone != phone ? [OrderCorrection.Phone] : Array.Empty<string>(),
                    .. renamed > 0 ? [OrderCorrection.Attendees] : Array.Empty<string>(),
                ];
                await webhooks.QueueCorrectedAsync(order, changed, ct);
                if (before.Name != name || before.Phone != phone)
                {
                    await audit.RecordAsync(
                        "order.buyer_corrected",
                        orderId,
                        order.Reference,
                        before,
                        new
                        {
                            Name = name,
                            Phone = phone,
                            TicketsRenamed = renamed,
                        },
                        ct
                    );
                }
            },
            ct
        );

    /// <summary>The receipt becomes an invoice to the company, or the invoice a receipt. It keeps its number.</summary>
    /// <param name="company">Null if a person bought.</param>
    public Task CorrectCompanyAsync(Guid orderId, Company? company, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var order = await LoadLockedAsync(orderId, ct);
                var before = order.Company;
                if (before == company)
                {
                    return;
                }

                order.Company = company;
                await db.SaveChangesAsync(ct);
                await webhooks.QueueCorrectedAsync(order, [OrderCorrection.Company], ct);
                await audit.RecordAsync("order.company_corrected", orderId, order.Reference, Describe(before), Describe(company), ct);
            },
            ct
        );

    /// <returns>False if the order has no such ticket.</returns>
    public Task<bool> RenameAttendeeAsync(Guid orderId, int number, string name, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var order = await LoadLockedAsync(orderId, ct);
                var ticket = await db.Set<Ticket>().FirstOrDefaultAsync(t => t.OrderId == orderId && t.Number == number, ct);
                if (ticket is null || ticket.Attendee == name)
                {
                    return ticket is not null;
                }

                var before = new { Ticket = "", ticket.Attendee };
                (ticket.Attendee, ticket.ChangedAt) = (name, clock.GetUtcNow());
                await db.SaveChangesAsync(ct);
                await UpdateSearchNamesAsync(order, ct);
                await webhooks.QueueCorrectedAsync(order, [OrderCorrection.Attendees], ct);
                await audit.RecordAsync(
                    "order.attendee_renamed",
                    orderId,
                    order.Reference,
                    before,
                    new { Ticket = $"{number}", Attendee = name },
                    ct
                );
                return true;
            },
            ct: ct
        );

    private static object Describe(Company? company) =>
        new
        {
            Company = company?.Name ?? "",
            Address = company?.Address ?? "",
            TaxNumber = company?.TaxNumber ?? "",
        };

    // Lock order of all writes on a sale: the hold's row first.
    private async Task<Order> LoadLockedAsync(Guid orderId, CancellationToken ct)
    {
        await holds.LockAsync(await db.Set<Order>().Where(o => o.Id == orderId).Select(o => o.HoldId).SingleAsync(ct), ct);
        return await db.Set<Order>().Include(o => o.NameWords).SingleAsync(o => o.Id == orderId, ct);
    }

    private async Task UpdateSearchNamesAsync(Order order, CancellationToken ct)
    {
        order.UpdateSearchNames(
            await db.Set<Ticket>().Where(t => t.OrderId == order.Id).Select(t => t.Attendee).Distinct().ToListAsync(ct)
        );
        await db.SaveChangesAsync(ct);
    }

    private Task<int> RenameTicketsAsync(Guid orderId, string from, string to, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Set<Ticket>()
            .Where(t => t.OrderId == orderId && t.Attendee == from)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Attendee, to).SetProperty(t => t.ChangedAt, now), ct);
    }
}
