using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Orders;
using Xunit;

namespace Ticketing.Tests.Support;

public static class BoxOfficeSales
{
    public static Task<SaleOutcome> TrySellAsync(
        this TicketingApp app, Event show, string category, int quantity, BoxOfficePayment payment = BoxOfficePayment.Cash, Buyer? buyer = null, string? key = null) =>
        app.UseAsync<SellAtBoxOffice, SaleOutcome>(office => office.SellAsync(
            new BoxOfficeSale(
                key ?? UnguessableCode.New(), show.Id, new Dictionary<Guid, int> { [show.TypeId(category)] = quantity },
                buyer ?? new Buyer(Buyer.WalkUp, "", ""), payment),
            TestContext.Current.CancellationToken));

    public static async Task<Order> SellAsync(
        this TicketingApp app, Event show, string category, int quantity, BoxOfficePayment payment = BoxOfficePayment.Cash, Buyer? buyer = null) =>
        Assert.IsType<SaleOutcome.Sold>(await app.TrySellAsync(show, category, quantity, payment, buyer)).Order;

    /// <summary>Inserts unpaid orders directly, faster than selling.</summary>
    public static Task<IReadOnlyList<Order>> StoreOrdersAsync(this TicketingApp app, Event show, int count, Func<int, Buyer> buyer, int secondsApart = 1) =>
        app.UseAsync<TicketingDbContext, IReadOnlyList<Order>>(db => app.UseAsync<OrderSnapshot, IReadOnlyList<Order>>(async snapshot =>
        {
            var orders = new List<Order>();
            for (var i = 0; i < count; i++)
            {
                app.Clock.Advance(TimeSpan.FromSeconds(secondsApart));
                var hold = Hold.Of(show, [new StockLine(show.TicketTypes[0].Id, 1)], UnguessableCode.New(), 1, app.Clock.GetUtcNow(), TimeSpan.FromMinutes(10));
                db.Add(hold).Property(h => h.Status).CurrentValue = HoldStatus.Expired;
                var order = snapshot.Of(hold, buyer(i), app.Clock.GetUtcNow());
                db.Add(order).Property(o => o.Status).CurrentValue = OrderStatus.Expired;
                orders.Add(order);
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            return orders;
        }));
}
