using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Promotions;
using Ticketing.Features.Promotions.Editing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

public sealed class PromoCodeUseTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task An_order_keeps_the_price_of_its_code_whatever_becomes_of_it(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.AddCodeAsync(show);
        var hold = await app.HoldWithCodeAsync(show, "spring", quantity: 3);
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() => db.Set<PromoCode>().ExecuteUpdateAsync(set => set.SetProperty(c => c.Value, 5000), Ct), ct: Ct)
        );
        Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(hold));
        var order = await GetOrderAsync(app, hold);
        Assert.Equal(("SPRING", 3 * 1260, 3 * 140), (order.PromoCode, order.FaceValue, order.Discount));
        Assert.Equal((3, 1, 3 * 140), await app.GetUsesAsync(code));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Released_and_expired_holds_give_their_uses_back(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.AddCodeAsync(show, change: c => (c.MaxTickets, c.MaxPerPerson) = (2, 2));
        var released = await app.HoldWithCodeAsync(show, "SPRING", quantity: 2);
        await app.StartPaymentAsync(released);
        Assert.IsType<CodeRefusal.UsedUp>(await RefuseAsync(app.TryHoldWithCodeAsync(show, "SPRING")));
        await EndPaymentAndReleaseAsync(app, released);
        Assert.Equal((0, 0, 0), await app.GetUsesAsync(code));

        await app.HoldWithCodeAsync(show, "SPRING", quantity: 2);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.RunJobAsync<HoldExpiryJob>();
        Assert.Equal((0, 0, 0), await app.GetUsesAsync(code));

        // The same person: what was given back does not count.
        await app.StartPaymentAsync(await app.HoldWithCodeAsync(show, "SPRING", quantity: 2));
        Assert.Equal((2, 1, 280), await app.GetUsesAsync(code));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Changed_tickets_use_the_code_once(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.AddCodeAsync(show, change: c => (c.MaxTickets, c.MaxOrders) = (4, 1));
        var other = await app.AddCodeAsync(show, code: "OTHER");
        var browser = Guid.NewGuid().ToString("N");
        await app.HoldWithCodeAsync(show, "SPRING", quantity: 3, browser: browser);
        await app.HoldWithCodeAsync(show, "SPRING", quantity: 4, browser: browser);
        Assert.Equal((4, 1, 560), await app.GetUsesAsync(code));
        await app.HoldWithCodeAsync(show, "SPRING", quantity: 1, browser: browser);
        Assert.Equal((1, 1, 140), await app.GetUsesAsync(code));
        await app.HoldWithCodeAsync(show, "OTHER", quantity: 2, browser: browser);
        Assert.Equal(((0, 0, 0), (2, 1, 280)), (await app.GetUsesAsync(code), await app.GetUsesAsync(other)));
        await app.HoldWithCodeAsync(show, "", quantity: 2, browser: browser);
        Assert.Equal((0, 0, 0), await app.GetUsesAsync(other));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_code_is_refused_with_its_reason_and_holds_nothing(DatabaseProvider database)
    {
        var app = venues.On(database);
        var (show, elsewhere) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var now = app.Clock.GetUtcNow();
        var seated = show.GetTicketTypeId("Seated");
        await app.AddCodeAsync(elsewhere, code: "ELSEWHERE");
        await app.AddCodeAsync(show, change: c => c.StartsAt = now.AddDays(1), code: "LATER");
        await app.AddCodeAsync(show, change: c => c.EndsAt = now, code: "PAST");
        await app.AddCodeAsync(show, change: c => c.MaxTickets = 2, code: "TWO");
        await app.AddCodeAsync(show, change: c => c.MaxPerOrder = 2, code: "PAIR");
        await app.AddCodeAsync(show, change: c => c.Budget = 200, code: "SMALL");
        await app.AddCodeAsync(show, change: c => c.TicketTypeIds = [seated], code: "SEATED");
        var refusals = new List<CodeRefusal>();
        foreach (var code in new[] { "NOBODY", "ELSEWHERE", "LATER", "PAST", "TWO", "PAIR", "SMALL", "SEATED" })
        {
            refusals.Add(await RefuseAsync(app.TryHoldWithCodeAsync(show, code, quantity: 3)));
        }

        Assert.Equal(
            [
                new CodeRefusal.Unknown(),
                new CodeRefusal.Unknown(),
                new CodeRefusal.NotYet(now.AddDays(1)),
                new CodeRefusal.Ended(),
                new CodeRefusal.FewLeft(2),
                new CodeRefusal.AbovePerOrder(2),
                new CodeRefusal.BudgetTooSmall(),
                new CodeRefusal.OtherTickets(),
            ],
            refusals
        );
        Assert.Equal((0, 0), await app.GetStockAsync(show));
    }

    [Theory, OnBothDatabases]
    public async Task A_person_has_no_more_tickets_than_the_code_allows(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show, change: c => c.MaxPerPerson = 3);
        var first = await app.HoldWithCodeAsync(show, "SPRING", quantity: 2);
        Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(first, "ada@example.com"));
        var second = await app.HoldWithCodeAsync(show, "SPRING", quantity: 2);
        Assert.Equal(new StartOutcome.CodeLimitReached(3), await app.StartPaymentAsync(second, "Ada+two@example.com"));

        // Another address is another person; and it may be corrected before the payment.
        Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(second, "grace@example.com"));
        Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(second, "joan@example.com"));
        var third = await app.HoldWithCodeAsync(show, "SPRING", quantity: 3);
        Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(third, "grace@example.com"));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Orders_that_a_code_makes_free_are_confirmed_as_free_ones(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.AddCodeAsync(show, value: PromoCode.AllOfPrice);

        // Free tickets are limited to 4 per person, and these are not for everybody.
        var hold = await app.HoldWithCodeAsync(show, "SPRING", quantity: 6);
        Assert.IsType<StartOutcome.NothingDue>(await app.StartPaymentAsync(hold));
        var order = await GetOrderAsync(app, hold);
        Assert.Equal((OrderStatus.Paid, 0, 8400), (order.Status, order.Total, order.Discount));
        Assert.Equal((6, 1, 8400), await app.GetUsesAsync(code));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_used_code_is_not_deleted_and_an_unused_one_frees_nothing(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2));
        var code = await app.AddCodeAsync(show);
        var hold = await app.HoldWithCodeAsync(show, "SPRING", quantity: 2);
        Assert.Equal(CodeDeletion.InUse, await DeleteAsync(app, code));
        await app.UseAsync<EndPromoCode>(end => end.EndAsync(code.Id, Ct));
        Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(hold));
        await EndPaymentAndReleaseAsync(app, hold);
        Assert.Equal(CodeDeletion.Deleted, await DeleteAsync(app, code));
        Assert.Equal((0, 0), await app.GetStockAsync(show));
        await app.PlaceHoldAsync(show, "Standing", 2);
        await app.AssertInvariantsAsync();
    }

    private static Task<CodeDeletion> DeleteAsync(TicketingApp app, PromoCode code) =>
        app.UseAsync<EndPromoCode, CodeDeletion>(end => end.DeleteAsync(code.Id, Ct));

    private static async Task<CodeRefusal> RefuseAsync(Task<HoldOutcome> outcome) =>
        Assert.IsType<HoldOutcome.CodeRefused>(await outcome).Reason;

    private static async Task<Hold> FindHoldAsync(TicketingApp app, string code) =>
        (await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(code, Ct)))!;

    private static async Task<Order> GetOrderAsync(TicketingApp app, string hold)
    {
        var id = (await FindHoldAsync(app, hold)).Id;
        return (await app.UseAsync<OrderQueries, Order?>(orders => orders.FindByHoldAsync(id, Ct)))!;
    }

    private static async Task EndPaymentAndReleaseAsync(TicketingApp app, string code)
    {
        var hold = await FindHoldAsync(app, code);
        Assert.True(await app.UseAsync<PaymentReturn, bool>(payments => payments.ReleaseHoldAsync(hold, Ct)));
    }
}
