using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

public static class BoxOfficeActions
{
    public static Task<SaleOutcome> TrySellAsync(
        this TicketingApp app,
        Event show,
        string category,
        int quantity,
        BoxOfficePayment payment = BoxOfficePayment.Cash,
        Buyer? buyer = null,
        string? key = null
    ) =>
        app.UseAsync<SellAtBoxOffice, SaleOutcome>(office =>
            office.SellAsync(
                new BoxOfficeSale(
                    key ?? UnguessableCode.Create(),
                    show.Id,
                    new Dictionary<Guid, int> { [show.GetTicketTypeId(category)] = quantity },
                    buyer ?? new Buyer(Buyer.WalkUp, "", ""),
                    payment
                ),
                TestContext.Current.CancellationToken
            )
        );

    public static async Task<Order> SellAsync(
        this TicketingApp app,
        Event show,
        string category,
        int quantity,
        BoxOfficePayment payment = BoxOfficePayment.Cash,
        Buyer? buyer = null
    ) => Assert.IsType<SaleOutcome.Sold>(await app.TrySellAsync(show, category, quantity, payment, buyer)).Order;

    /// <summary>Inserts unpaid orders directly, faster than selling.</summary>
    public static Task<IReadOnlyList<Order>> InsertUnpaidOrdersAsync(
        this TicketingApp app,
        Event show,
        int count,
        Func<int, Buyer> buyer,
        int secondsApart = 1
    ) =>
        app.UseAsync<TicketingDbContext, IReadOnlyList<Order>>(db =>
            app.UseAsync<OrderFactory, IReadOnlyList<Order>>(async snapshot =>
            {
                var orders = new List<Order>();
                for (var i = 0; i < count; i++)
                {
                    app.Clock.Advance(TimeSpan.FromSeconds(secondsApart));
                    var hold = Hold.Create(
                        show,
                        [new StockLine(show.TicketTypes[0].Id, 1)],
                        UnguessableCode.Create(),
                        1,
                        app.Clock.GetUtcNow(),
                        TimeSpan.FromMinutes(10)
                    );
                    db.Add(hold).Property(h => h.Status).CurrentValue = HoldStatus.Expired;
                    var order = snapshot.Create(hold, buyer(i), app.Clock.GetUtcNow());
                    db.Add(order).Property(o => o.Status).CurrentValue = OrderStatus.Expired;
                    orders.Add(order);
                }

                await db.SaveChangesAsync(TestContext.Current.CancellationToken);
                return orders;
            })
        );
}
