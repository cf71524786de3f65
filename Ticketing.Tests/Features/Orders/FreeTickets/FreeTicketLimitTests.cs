using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders.FreeTickets;

/// <summary>A person may have four free tickets of an event.</summary>
public sealed class FreeTicketLimitTests(FreeTicketLimitTests.Venues venues) : IClassFixture<FreeTicketLimitTests.Venues>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task One_mailbox_gets_four_free_tickets_however_it_is_spelt(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        Assert.IsType<StartOutcome.NothingDue>(await OrderAsync(show, 3, "ada@example.com"));
        Assert.Equal(new StartOutcome.FreeLimitReached(4), await OrderAsync(show, 2, "ADA+2@example.com"));
        Assert.IsType<StartOutcome.NothingDue>(await OrderAsync(show, 1, "Ada+3@Example.com"));
        Assert.IsType<StartOutcome.FreeLimitReached>(await OrderAsync(show, 1, "ada@example.com"));
        Assert.IsType<StartOutcome.NothingDue>(await OrderAsync(show, 4, "grace@example.com"));
        Assert.Equal(8, await SoldAsync(show));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task One_browser_gets_four_free_tickets_whatever_addresses_it_gives(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        using var browser = app.NewBrowser();
        await OrderAsync(3, "ada@example.com");
        var refused = (await OrderAsync(2, "grace@example.com")).ExpectStatus(HttpStatusCode.Conflict);
        Assert.Contains("You can have 4 free tickets for this show", refused.Text, StringComparison.Ordinal);
        Assert.Equal(3, await SoldAsync(show));

        async Task<Support.Browsers.BrowserPage> OrderAsync(int quantity, string email) =>
            await (await browser.ChooseTicketsAsync(show, ("Entry", quantity))).SubmitBuyerAsync(email: email);
    }

    [Theory, OnEitherDatabase]
    public async Task Orders_completed_at_the_same_time_stay_within_the_limit(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        var codes = new List<string>();
        for (var order = 0; order < 12; order++)
        {
            codes.Add(await app.PlaceHoldAsync(show, "Entry", 1));
        }

        var outcomes = await Task.WhenAll(codes.Select((code, i) => app.StartPaymentAsync(code, $"ada+{i}@example.com")));
        Assert.Equal(4, outcomes.OfType<StartOutcome.NothingDue>().Count());
        Assert.Equal(8, outcomes.OfType<StartOutcome.FreeLimitReached>().Count());
        Assert.Equal(4, await SoldAsync(show));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task An_event_may_have_another_limit_which_also_limits_an_order(DatabaseProvider database)
    {
        var show = await PublishAsync(database, e => e.MaxFreeTicketsPerPerson = 2);
        var refused = Assert.IsType<HoldOutcome.Refused>(
            await app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [show.GetTicketTypeId("Entry")] = 3 })
        );
        Assert.Equal(new LineRefusal.AboveLimit(2), Assert.Single(refused.Lines).Reason);
        using var visitor = app.NewBrowser();
        Assert.Contains("Max 2 per order", (await visitor.OpenAsync($"/events/{show.Slug}")).Text, StringComparison.Ordinal);
        Assert.IsType<StartOutcome.NothingDue>(await OrderAsync(show, 2, "ada@example.com"));
        Assert.Equal(new StartOutcome.FreeLimitReached(2), await OrderAsync(show, 1, "ada@example.com"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_mixed_order_is_refused_before_it_is_paid_and_counted_when_it_is(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Adult", 1400, 50), new TicketTypeDraft("Entry", 0, 50));
        var order = await BuyMixedAsync(show, 3);
        Assert.Equal(OrderStatus.Paid, order!.Status);
        Assert.Null(await BuyMixedAsync(show, 2));
        Assert.IsType<StartOutcome.NothingDue>(await OrderAsync(show, 1, "ada@example.com"));
        Assert.IsType<StartOutcome.FreeLimitReached>(await OrderAsync(show, 1, "ada@example.com"));
    }

    [Theory, OnEitherDatabase]
    public async Task Cancelled_free_tickets_may_be_taken_again(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        var order = await app.BuyAsync(show, "Entry", 4);
        await app.StartRefundAsync(order, 1, 2);
        Assert.Equal(
            2,
            await app.UseAsync<TicketingDbContext, int>(db =>
                db.Set<FreeTicketClaim>().Where(c => c.EventId == show.Id).MaxAsync(c => c.Tickets, Ct)
            )
        );
        Assert.IsType<StartOutcome.NothingDue>(await OrderAsync(show, 2, "ada@example.com"));
    }

    [Theory, OnEitherDatabase]
    public async Task Cancelled_free_tickets_go_back_to_the_address_that_took_them(DatabaseProvider database)
    {
        var show = await PublishAsync(database);
        Assert.IsType<StartOutcome.NothingDue>(await OrderAsync(show, 2, "grace@example.com"));
        var order = await app.BuyAsync(show, "Entry", 4);
        await app.UseAsync<ResendConfirmation>(resend => resend.ResendAsync(order.Id, "grace@example.com", code: null, Ct));
        await app.StartRefundAsync((await app.FindOrderAsync(order.Reference))!, 1, 2);
        Assert.IsType<StartOutcome.FreeLimitReached>(await OrderAsync(show, 3, "grace@example.com"));
        Assert.IsType<StartOutcome.NothingDue>(await OrderAsync(show, 2, "ada@example.com"));
    }

    private async Task<Event> PublishAsync(DatabaseProvider database, Action<Event>? change = null)
    {
        app = venues.On(database);
        return await app.PublishEventAsync(change ?? (_ => { }), new TicketTypeDraft("Entry", 0, 100));
    }

    private async Task<StartOutcome> OrderAsync(Event show, int quantity, string email) =>
        await app.StartPaymentAsync(await app.PlaceHoldAsync(show, "Entry", quantity), email);

    /// <returns>Null if the limit was reached.</returns>
    private async Task<Order?> BuyMixedAsync(Event show, int free)
    {
        var placed = Assert.IsType<HoldOutcome.Placed>(
            await app.TryPlaceHoldAsync(
                show,
                new Dictionary<Guid, int> { [show.GetTicketTypeId("Adult")] = 1, [show.GetTicketTypeId("Entry")] = free }
            )
        );
        if (await app.StartPaymentAsync(placed.Code) is not StartOutcome.Redirect page)
        {
            return null;
        }

        await app.SetSandboxOutcomeAsync(page, Ticketing.Features.Payments.Providers.Sandbox.SandboxStatus.Paid);
        app.Clock.Advance(PaymentSettlementJob.CheckInterval);
        await app.RunJobAsync<PaymentSettlementJob>();
        return await app.FindOrderByHoldAsync(placed.Code);
    }

    private Task<int> SoldAsync(Event show) => app.UseAsync<EventCatalogue, int>(async events => (await events.GetAsync(show.Id, Ct)).Sold);

    public sealed class Venues : VenueFixture
    {
        protected override TicketingApp Create(DatabaseProvider database) =>
            new TicketingApp(database).Set("Orders:MaxFreeTicketsPerPerson", "4");
    }
}
