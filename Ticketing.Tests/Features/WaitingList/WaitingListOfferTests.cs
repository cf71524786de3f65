using Ticketing.Features.Cancellations;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Holds;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.WaitingList;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Features.ClientBudgets;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingList;

public sealed class WaitingListOfferTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static int people;
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string NewEmail() => $"waiting{Interlocked.Increment(ref people)}@example.com";

    [Theory, OnBothDatabases]
    public async Task Refunded_tickets_go_to_whoever_has_waited_longest_and_are_bought_by_the_emailed_link(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(4);
        var (first, second) = (await JoinAsync(show, 2), await JoinAsync(show, 2));
        Assert.Equal((1, 2), ((await app.FindEntryAsync(first)).Position, (await app.FindEntryAsync(second)).Position));

        await app.StartRefundAsync(order, 1, 2);
        await AssertNothingForBuyersAsync(show);
        await RunAsync();
        await AssertNothingForBuyersAsync(show);
        Assert.Equal(("Standing", 2), await app.FindOfferAsync(first));
        Assert.Null(await app.FindOfferAsync(second));
        Assert.Equal(1, (await app.FindEntryAsync(second)).Position);

        await PayAsync(first);
        await RunAsync();
        Assert.Equal(EntryStatus.Bought, (await app.FindEntryAsync(first)).Entry.Status);
        Assert.Equal((0, 4), await app.GetStockAsync(show));
        await AssertAsync(show);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_gives_the_offer_back_and_leaves_at_once_is_off_the_list(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(2);
        var only = await JoinAsync(show, 1);
        await app.StartRefundAsync(order, 1);
        await RunAsync();
        await app.ReleaseAsync((await app.FindEntryAsync(only)).Offer!.HoldCode);
        await app.LeaveAsync(only).WaitAsync(TimeSpan.FromMinutes(1), Ct);
        Assert.Equal(EntryStatus.Left, (await app.FindEntryAsync(only)).Entry.Status);
        await AssertAsync(show);
    }

    [Theory, OnBothDatabases]
    public async Task A_group_that_is_too_large_is_passed_over_and_keeps_its_place(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(6);
        var (group, single) = (await JoinAsync(show, 4), await JoinAsync(show, 1));
        await app.StartRefundAsync(order, 1);
        await RunAsync();
        Assert.Null(await app.FindOfferAsync(group));
        Assert.Equal(("Standing", 1), await app.FindOfferAsync(single));
        Assert.Equal(1, (await app.FindEntryAsync(group)).Position);

        await app.StartRefundAsync(order, 2, 3, 4, 5);
        await RunAsync();
        Assert.Equal(("Standing", 4), await app.FindOfferAsync(group));
        await AssertAsync(show);
    }

    [Theory, OnBothDatabases]
    public async Task What_nobody_on_the_list_can_use_goes_back_on_sale(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(6);
        var group = await JoinAsync(show, 4);
        await app.StartRefundAsync(order, 1, 2);
        await AssertNothingForBuyersAsync(show);
        await RunAsync();
        await app.PlaceHoldAsync(show, "Standing", 1);

        // What is on sale counts for the group, too.
        await app.StartRefundAsync(order, 3, 4, 5);
        await RunAsync();
        Assert.Equal(("Standing", 4), await app.FindOfferAsync(group));
        await AssertNothingForBuyersAsync(show);
        await AssertAsync(show);
    }

    [Theory, OnBothDatabases]
    public async Task An_offer_that_is_not_used_passes_on_and_its_entry_ends(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(2);
        var (first, second) = (await JoinAsync(show, 2), await JoinAsync(show, 1));
        await app.StartRefundAsync(order);
        await RunAsync();
        app.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromMinutes(1));
        await RunAsync();
        Assert.NotNull(await app.FindOfferAsync(first));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.RunJobAsync<HoldExpiryJob>();
        await AssertNothingForBuyersAsync(show);
        await RunAsync();
        Assert.Equal(EntryStatus.Missed, (await app.FindEntryAsync(first)).Entry.Status);
        Assert.Equal(("Standing", 1), await app.FindOfferAsync(second));
        await app.PlaceHoldAsync(show, "Standing", 1);
        await AssertAsync(show);
    }

    [Theory, OnBothDatabases]
    public async Task An_offer_that_is_turned_down_passes_on_at_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(2);
        var (first, second, third) = (await JoinAsync(show, 2), await JoinAsync(show, 2), await JoinAsync(show, 2));
        await app.LeaveAsync(second);
        await app.LeaveAsync(second);
        await app.StartRefundAsync(order);
        await RunAsync();
        await app.LeaveAsync(first);
        await AssertNothingForBuyersAsync(show);
        Assert.Equal(EntryStatus.Left, (await app.FindEntryAsync(first)).Entry.Status);
        await RunAsync();
        Assert.Equal(EntryStatus.Left, (await app.FindEntryAsync(second)).Entry.Status);
        Assert.Equal(("Standing", 2), await app.FindOfferAsync(third));
        await AssertAsync(show);
    }

    [Theory, OnBothDatabases]
    public async Task Leaving_while_the_offer_is_being_paid_for_keeps_the_payment(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(2);
        var entry = await JoinAsync(show, 2);
        await app.StartRefundAsync(order);
        await RunAsync();
        var code = (await app.FindEntryAsync(entry)).Offer!.HoldCode;
        await app.StartPaymentAsync(code);
        Assert.False(await app.UseAsync<LeaveWaitingList, bool>(leaving => leaving.LeaveAsync(entry, Ct)));
        Assert.Equal((2, 0), await app.GetStockAsync(show));
        await AssertAsync(show);
    }

    [Theory, OnBothDatabases]
    public async Task More_tickets_go_to_the_list_before_anybody_can_buy_them(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, _) = await SellOutAsync(2);
        var entry = await JoinAsync(show, 3);
        Assert.IsType<EditOutcome.Saved>(await app.EditTicketTypeAsync(show, "Standing", form => form.Capacity = "6"));
        await AssertNothingForBuyersAsync(show);
        await RunAsync();
        Assert.Equal(("Standing", 3), await app.FindOfferAsync(entry));
        await app.PlaceHoldAsync(show, "Standing", 1);
        await AssertNothingForBuyersAsync(show);
        await AssertAsync(show);
    }

    [Theory, OnBothDatabases]
    public async Task Room_that_another_type_frees_goes_to_whoever_waits_for_this_one(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            e => e.Capacity = 4,
            new TicketTypeDraft("Standing", 1400, 10),
            new TicketTypeDraft("Seated", 2400, 10)
        );
        var seated = await app.SellAsync(show, "Seated", 4);
        var entry = await JoinAsync(show, 2);
        await app.StartRefundAsync(seated, 1);
        await AssertNothingForBuyersAsync(show);
        await RunAsync();
        await app.PlaceHoldAsync(show, "Seated", 1);
        await app.StartRefundAsync(seated, 2, 3);
        await AssertNothingForBuyersAsync(show);
        await RunAsync();
        Assert.Equal(("Standing", 2), await app.FindOfferAsync(entry));
        await AssertAsync(show);

        Assert.IsType<EditOutcome.Saved>(await app.EditEventAsync(show, form => form.Capacity = "5"));
        await app.PlaceHoldAsync(show, "Seated", 1);
        await AssertAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task An_entry_gets_whichever_of_its_choices_comes_free(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2), new TicketTypeDraft("Seated", 2400, 2));
        var (standing, seated) = (await app.SellAsync(show, "Standing", 2), await app.SellAsync(show, "Seated", 2));
        var entry = await app.JoinAsync(show, NewEmail(), ("Standing", 2), ("Seated", 1));
        var other = await app.JoinAsync(show, NewEmail(), ("Standing", 1));
        await app.StartRefundAsync(standing, 1);
        await app.StartRefundAsync(seated, 1);
        await RunAsync();
        Assert.Equal(("Seated", 1), await app.FindOfferAsync(entry));
        Assert.Equal(("Standing", 1), await app.FindOfferAsync(other));
        await AssertAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task A_type_that_is_no_longer_sold_keeps_nobody_else_waiting(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Early", 1000, 2), new TicketTypeDraft("Standing", 1400, 2));
        var (early, standing) = (await app.SellAsync(show, "Early", 2), await app.SellAsync(show, "Standing", 2));
        var first = await app.JoinAsync(show, NewEmail(), ("Early", 1));
        var second = await app.JoinAsync(show, NewEmail(), ("Early", 1), ("Standing", 1));
        await app.UseAsync<EditTicketType>(edit => edit.SetOfferedAsync(show.Id, show.GetTicketTypeId("Early"), offered: false, Ct));
        await app.StartRefundAsync(early);
        await app.StartRefundAsync(standing);
        await RunAsync();
        Assert.Null(await app.FindOfferAsync(first));
        Assert.Equal(("Standing", 1), await app.FindOfferAsync(second));

        await app.UseAsync<EditTicketType>(edit => edit.SetOfferedAsync(show.Id, show.GetTicketTypeId("Early"), offered: true, Ct));
        await RunAsync();
        Assert.Equal(("Early", 1), await app.FindOfferAsync(first));
        await AssertAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task Changing_a_basket_to_fewer_tickets_serves_the_list(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 4));
        var browser = Guid.NewGuid().ToString("N");
        await app.ChangeTicketsAsync(show, browser, ("Standing", 4));
        var entry = await JoinAsync(show, 2);
        await app.ChangeTicketsAsync(show, browser, ("Standing", 2));
        await AssertNothingForBuyersAsync(show);
        await RunAsync();
        Assert.Equal(("Standing", 2), await app.FindOfferAsync(entry));
        await AssertAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task The_box_office_cannot_overtake_either(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(2);
        await JoinAsync(show, 1);
        await app.StartRefundAsync(order, 1);
        Assert.IsNotType<SaleOutcome.Sold>(await app.TrySellAsync(show, "Standing", 1));
        await RunAsync();
        Assert.IsNotType<SaleOutcome.Sold>(await app.TrySellAsync(show, "Standing", 1));
        await AssertAsync(show);
    }

    [Theory, OnBothDatabases]
    public async Task The_list_ends_before_the_show_and_offers_end_with_it(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(3);
        var (first, second) = (await JoinAsync(show, 2), await JoinAsync(show, 2));
        var end = (await app.GetEventAsync(show)).WaitingListEndsAt;
        app.Clock.Advance(end - app.Clock.GetUtcNow() - TimeSpan.FromHours(1));
        await app.StartRefundAsync(order, 1, 2);
        await RunAsync();
        Assert.Equal(end, (await app.FindEntryAsync(first)).Offer!.ExpiresAt);

        app.Clock.Advance(TimeSpan.FromMinutes(55));
        await RunAsync();
        Assert.Equal(EntryStatus.Closed, (await app.FindEntryAsync(second)).Entry.Status);
        Assert.NotNull(await app.FindOfferAsync(first));
        Assert.IsType<JoinOutcome.NothingToWaitFor>(await app.TryJoinAsync(show, NewEmail(), ("Standing", 1)));
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await RunAsync();
        await app.PlaceHoldAsync(show, "Standing", 2);
        await AssertAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task A_cancelled_event_ends_its_list_and_a_postponed_one_keeps_it(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(2);
        var entry = await JoinAsync(show, 1);
        await app.SetStatusAsync(show, EventStatus.Postponed);
        await app.StartRefundAsync(order, 1);
        await RunAsync();
        Assert.Equal(EntryStatus.Waiting, (await app.FindEntryAsync(entry)).Entry.Status);
        Assert.Null(await app.FindOfferAsync(entry));

        await app.SetStatusAsync(show, EventStatus.Active);
        await RunAsync();
        Assert.NotNull(await app.FindOfferAsync(entry));
        var second = await JoinAsync(show, 1);
        Assert.Equal(CancelOutcome.Started, await app.CancelAsync(show));
        await app.RunAllJobsAsync();
        await RunAsync();
        Assert.Equal(EntryStatus.Closed, (await app.FindEntryAsync(entry)).Entry.Status);
        Assert.Equal(EntryStatus.Closed, (await app.FindEntryAsync(second)).Entry.Status);
        await AssertAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task A_list_that_staff_switch_off_ends_but_offers_stay(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(3);
        var (first, second) = (await JoinAsync(show, 1), await JoinAsync(show, 3));
        await app.StartRefundAsync(order, 1);
        await RunAsync();
        await app.UseAsync<EditWaitingList>(edit => edit.SaveAsync(show.Id, new WaitingListTerms(false, 12, 2), Ct));
        await app.StartRefundAsync(order, 2);
        await RunAsync();
        Assert.NotNull(await app.FindOfferAsync(first));
        Assert.Equal(EntryStatus.Closed, (await app.FindEntryAsync(second)).Entry.Status);
        await app.PlaceHoldAsync(show, "Standing", 1);
        await AssertAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task Addresses_are_deleted_a_month_after_the_show(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(2);
        var (first, second) = (await JoinAsync(show, 1), await JoinAsync(show, 2));
        await app.StartRefundAsync(order, 1);
        await RunAsync();
        app.Clock.Advance(show.StartsAt + WaitingListCleanupJob.KeptAfterStart - app.Clock.GetUtcNow());
        await RunAsync();
        await app.RunJobAsync<WaitingListCleanupJob>();
        Assert.Equal(EntryStatus.Missed, (await app.FindEntryAsync(first)).Entry.Status);
        Assert.Equal(EntryStatus.Closed, (await app.FindEntryAsync(second)).Entry.Status);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.RunJobAsync<WaitingListCleanupJob>();
        Assert.Null(await app.UseAsync<WaitingListEntries, WaitingPlace?>(entries => entries.FindAsync(first, Ct)));
        Assert.Null(await app.UseAsync<WaitingListEntries, WaitingPlace?>(entries => entries.FindAsync(second, Ct)));
        await AssertAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task An_offer_is_no_visit_of_a_buyer(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(2);
        await JoinAsync(show, 1);
        await app.StartRefundAsync(order, 1);
        await RunAsync();
        var today = DateOnly.FromDateTime(app.Clock.GetUtcNow().UtcDateTime);
        var period = new Period(today.AddDays(-1), today.AddDays(1));
        Assert.Equal(0, (await app.UseAsync<CheckoutFunnel, FunnelReport>(funnel => funnel.GetReportAsync(period, show.Id, Ct))).Held);
        Assert.Equal((1, 1), await app.GetStockAsync(show));
    }

    [Theory, OnBothDatabases]
    public async Task An_address_has_one_place_on_the_list(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, order) = await SellOutAsync(2);
        var email = NewEmail();
        var entry = await app.JoinAsync(show, email, ("Standing", 1));
        Assert.Equal(entry, await app.JoinAsync(show, email, ("Standing", 2)));
        await app.StartRefundAsync(order);
        await RunAsync();
        Assert.Equal(("Standing", 1), await app.FindOfferAsync(entry));
        await AssertAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task Nobody_waits_for_tickets_that_can_be_bought(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2), new TicketTypeDraft("Seated", 1400, 2));
        await app.SellAsync(show, "Seated", 2);
        Assert.IsType<JoinOutcome.NothingToWaitFor>(await app.TryJoinAsync(show, NewEmail(), ("Standing", 1)));
        Assert.IsType<JoinOutcome.NothingToWaitFor>(await app.TryJoinAsync(show, NewEmail(), ("Standing", 1), ("Seated", 1)));
        Assert.IsType<JoinOutcome.NothingChosen>(await app.TryJoinAsync(show, NewEmail()));
        Assert.IsType<JoinOutcome.Refused>(await app.TryJoinAsync(show, NewEmail(), ("Seated", 11)));
        await app.JoinAsync(show, NewEmail(), ("Seated", 10));
        await AssertAsync(show);
    }

    private async Task<(Event Show, Order Order)> SellOutAsync(int capacity)
    {
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, capacity));
        return (show, await app.SellAsync(show, "Standing", capacity));
    }

    private Task<Guid> JoinAsync(Event show, int quantity) => app.JoinAsync(show, NewEmail(), ("Standing", quantity));

    private async Task RunAsync()
    {
        await app.RunJobAsync<HoldExpiryJob>();
        await app.RunJobAsync<WaitingListJob>();
    }

    private async Task PayAsync(Guid entry)
    {
        var code = (await app.FindEntryAsync(entry)).Offer!.HoldCode;
        using var browser = app.NewBrowser();
        await (await (await browser.OpenAsync($"/checkout/{code}")).SubmitBuyerAsync()).PayAsync("paid");
    }

    private async Task AssertNothingForBuyersAsync(Event show)
    {
        foreach (var type in show.TicketTypes)
        {
            Assert.IsNotType<HoldOutcome.Placed>(await app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [type.Id] = 1 }));
        }
    }

    private Task AssertAsync(Event show) => app.UseAsync<TicketingDbContext>(db => Invariants.AssertAsync(db, show.Id));
}
