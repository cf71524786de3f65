using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Demo;

/// <summary>The demo's rows are consistent, whatever the day of the first start.</summary>
public sealed class DemoConsistencyTests(ITestOutputHelper output)
{
    private static readonly string[] FirstStarts =
    [
        "2026-10-25T00:30:00Z", // half past one, for the first time
        "2026-10-25T01:30:00Z", // and for the second
        "2026-11-18T15:20:00Z", // a plain Wednesday
        "2028-02-29T09:00:00Z",
        "2026-03-29T00:30:00Z", // half an hour before the clocks go forward
        "2026-03-29T12:00:00Z",
        "2026-12-31T23:59:59Z",
        "2026-12-26T23:45:00Z", // New Year's Eve is five days away
        "2027-01-01T00:00:00Z",
    ];

    /// <summary>Every fifth first start in the short run.</summary>
    [Theory, OnEitherDatabase]
    public async Task The_rows_are_consistent(DatabaseProvider database)
    {
        foreach (var firstStart in FirstStarts.Where((_, number) => number % TestScale.Count(shortRun: 5, full: 1) == 0))
        {
            output.WriteLine(firstStart);
            await AssertConsistentAsync(database, DateTimeOffset.Parse(firstStart, CultureInfo.InvariantCulture));
        }
    }

    private static async Task AssertConsistentAsync(DatabaseProvider database, DateTimeOffset now)
    {
        await using var box = await DemoDatabase.SeededAsync(database, now);
        var (events, orders, tickets) = (await box.EventsAsync(), await box.OrdersAsync(), await box.AllAsync<Ticket>());

        await box.WithAsync(provider => Invariants.AssertAsync(provider.GetRequiredService<TicketingDbContext>()));
        Assert.All(events, e => Assert.Equal((0, 1), (e.Held, e.Version)));
        CheckAmounts(events, orders, tickets);
        Assert.All(await box.AllAsync<Payment>(), payment => Assert.Equal(SandboxGateway.CalculateFee(payment.Amount), payment.Fee));
        CheckDoor(tickets, await box.AllAsync<Scan>());
        CheckDates(events, orders, tickets, now);
        CheckReceipts(
            orders,
            Assert.Single(await box.AllAsync<NumberSequence>(), sequence => sequence.Name == NumberSequence.Receipts).Value
        );
        await CheckNothingIsLeftToDoAsync(box, orders);
    }

    private static void CheckAmounts(List<Event> events, List<Order> orders, List<Ticket> tickets)
    {
        var types = events.SelectMany(e => e.TicketTypes).ToDictionary(t => t.Id);
        var ticketsOf = tickets.ToLookup(t => t.OrderId);
        Assert.All(
            orders,
            order =>
            {
                Assert.Equal(order.Lines.Sum(l => l.FaceValue), order.FaceValue);
                Assert.Equal(order.Lines.Sum(l => l.BookingFee), order.BookingFee);
                Assert.Equal(order.Lines.Sum(l => l.Total), order.Total);
                Assert.Equal(Pricing.GetIncludedTax(order.Total, order.TaxRatePercent), order.Tax);
                Assert.Equal(
                    order.Lines.SelectMany(l => Enumerable.Repeat(l.TicketTypeId, l.Quantity)),
                    ticketsOf[order.Id].OrderBy(t => t.Number).Select(t => t.TicketTypeId)
                );
                Assert.All(
                    order.Lines,
                    line =>
                    {
                        var type = types[line.TicketTypeId];
                        Assert.Equal(
                            (order.EventId, type.Category, order.Channel == OrderChannel.Comp ? 0 : type.Price),
                            (type.EventId, line.Category, line.UnitFaceValue)
                        );
                        Assert.InRange(line.Quantity, type.MinPerOrder, type.MaxPerOrder);
                    }
                );
            }
        );
    }

    private static void CheckDates(List<Event> events, List<Order> orders, List<Ticket> tickets, DateTimeOffset now)
    {
        var byId = events.ToDictionary(e => e.Id);
        Assert.All(
            events,
            e =>
            {
                Assert.True(e.CreatedAt < now && e.DoorsAt < e.StartsAt && e.StartsAt < e.EndsAt, e.Slug);
                Assert.True(e.StartsAt > now || e.EndsAt < now, $"{e.Slug} is on stage");
            }
        );
        Assert.Equal(events.Count, events.Select(e => DateOnly.FromDateTime(e.StartsAt.UtcDateTime)).Distinct().Count());
        Assert.All(
            orders,
            o =>
            {
                var e = byId[o.EventId];
                Assert.True(e.CreatedAt <= o.CreatedAt && o.CreatedAt < o.PaidAt && o.PaidAt < now && o.PaidAt < e.DoorsAt, o.Reference);
                Assert.All(
                    o.Lines,
                    line =>
                        Assert.True(
                            SaleRules.GetSalesEnd(e, e.TicketTypes.Single(t => t.Id == line.TicketTypeId)) >= o.CreatedAt.AddMinutes(-3)
                        )
                );
            }
        );
        Assert.All(
            tickets.Where(t => t.CheckedInAt is not null),
            t =>
                Assert.True(
                    t.IssuedAt < t.CheckedInAt && byId[t.EventId].DoorsAt <= t.CheckedInAt && t.CheckedInAt < byId[t.EventId].EndsAt
                )
        );
    }

    private static void CheckDoor(List<Ticket> tickets, List<Scan> scans)
    {
        Assert.All(scans, scan => Assert.Equal(ScanResult.Admitted, scan.Result));
        Assert.Equal(
            tickets.Where(t => t.CheckedInAt is not null).Select(t => (t.AdmissionId, (Guid?)t.Id, t.EventId, t.CheckedInAt)).Order(),
            scans.Select(s => ((Guid?)s.Id, s.TicketId, s.EventId, (DateTimeOffset?)s.At)).Order()
        );
    }

    private static void CheckReceipts(List<Order> orders, long lastGiven)
    {
        Assert.Equal(Enumerable.Range(1, orders.Count).Select(n => (long?)n), orders.Select(o => o.ReceiptNumber));
        Assert.Equal(orders.Select(o => o.PaidAt).Order(), orders.Select(o => o.PaidAt));
        Assert.Equal(orders.Count, lastGiven);
        Assert.Equal(orders.Count, orders.Select(o => o.Reference).Distinct().Count());
    }

    private static async Task CheckNothingIsLeftToDoAsync(DemoDatabase box, List<Order> orders)
    {
        var mails = await box.AllAsync<Notification>();

        Assert.All(orders, o => Assert.Equal(OrderStatus.Paid, o.Status));
        Assert.All(
            await box.AllAsync<Hold>(),
            h => Assert.True(h.Status is HoldStatus.Sold or HoldStatus.Released or HoldStatus.Expired && h.PlacedAt < h.EndedAt)
        );
        Assert.All(await box.AllAsync<Payment>(), p => Assert.False(p.IsUnsettled));
        Assert.Equal(orders.Where(o => o.BuyerEmail.Length > 0).Select(o => (Guid?)o.Id).Order(), mails.Select(m => m.OrderId).Order());
        Assert.All(mails, m => Assert.Equal(NotificationStatus.Sent, m.Status));
        Assert.All(mails, m => Assert.Matches("@example\\.(com|org)$", m.Recipient));
    }
}
