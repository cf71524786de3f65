using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Tests.Features.ClientBudgets;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

/// <summary>A refund of an early bird that had sold out leaves the next type on sale.</summary>
public sealed class HandoverTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const int EarlyPlaces = FollowingTypeSteps.EarlyPlaces;
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task A_refund_before_another_type_follows_does_not_count(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Early bird", 1400, 3), new TicketTypeDraft("Standard", 2000, 20));
        var order = await app.BuyAsync(show, "Early bird", 3);
        await app.StartRefundAsync(order, 1);
        Assert.False(await HasHandedOverAsync(show, "Early bird"));
        await app.LetFollowAsync(show, "Early bird", "Standard");
        await app.AssertOnSaleAsync(show, "Early bird");
    }

    [Theory, OnBothDatabases]
    public async Task Baskets_beside_a_refund_hand_nothing_over(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync();
        var order = await app.BuyAsync(show, "Early bird", 1);
        var basket = await app.PlaceHoldAsync(show, "Early bird", EarlyPlaces - 1);
        await app.AssertOnSaleAsync(show, "Standard");
        await app.StartRefundAsync(order);
        await app.ReleaseAsync(basket);
        await app.AssertOnSaleAsync(show, "Early bird");
    }

    [Theory, OnBothDatabases]
    public async Task A_room_that_is_too_full_counts_as_sold_out(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            e => e.Capacity = 3,
            new TicketTypeDraft("Pair", 1400, 10, type => type.MinPerOrder = 2),
            new TicketTypeDraft("Single", 2000, 10)
        );
        await app.LetFollowAsync(show, "Pair", "Single");
        var order = await app.BuyAsync(show, "Pair", 2);
        await app.AssertOnSaleAsync(show, "Single");
        await app.StartRefundAsync(order, 1);
        await app.AssertOnSaleAsync(show, "Pair", "Single");
    }

    [Theory, OnBothDatabases]
    public async Task A_room_filled_by_a_basket_does_not(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync(early => early.Capacity = 10, capacity: 3);
        var order = await app.BuyAsync(show, "Early bird", 1);
        var basket = await app.PlaceHoldAsync(show, "Early bird", 2);
        await app.StartRefundAsync(order);
        await app.ReleaseAsync(basket);
        await app.AssertOnSaleAsync(show, "Early bird");
    }

    [Theory, OnBothDatabases]
    public async Task More_tickets_let_the_next_type_wait_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await PublishHandedOverAsync();
        await EditAsync(show, type => type.Note = "Bring it along");
        await EditAsync(show, type => type.Capacity = "2");
        await app.AssertOnSaleAsync(show, "Standard");
        Assert.True(await HasHandedOverAsync(show, "Early bird"));

        await EditAsync(show, type => type.Capacity = "50");
        await app.AssertOnSaleAsync(show, "Early bird");
    }

    [Theory, OnBothDatabases]
    public async Task A_larger_room_lets_the_next_type_wait_again(DatabaseProvider database)
    {
        app = venues.On(database);
        foreach (var capacity in new[] { "20", "" })
        {
            var show = await app.PublishTiersAsync(early => early.Capacity = 10, capacity: 3);
            await app.StartRefundAsync(await app.BuyAsync(show, "Early bird", 3), 1);
            await app.AssertOnSaleAsync(show, "Early bird", "Standard");
            await EditEventAsync(show, form => form.Summary = "With guests");
            await EditEventAsync(show, form => form.Capacity = "2");
            Assert.True(await HasHandedOverAsync(show, "Early bird"));

            await EditEventAsync(show, form => form.Capacity = capacity);
            await app.AssertOnSaleAsync(show, "Early bird");
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_larger_room_has_no_more_of_a_type_that_was_sold_out_itself(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishTiersAsync(capacity: 10);
        await app.StartRefundAsync(await app.BuyAsync(show, "Early bird", EarlyPlaces), 1);
        await EditEventAsync(show, form => form.Capacity = "20");
        await app.AssertOnSaleAsync(show, "Early bird", "Standard");
    }

    [Theory, OnBothDatabases]
    public async Task Another_choice_of_what_follows_is_a_new_decision(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await PublishHandedOverAsync();
        await EditAsync(show, type => type.FollowedBy = "");
        Assert.False(await HasHandedOverAsync(show, "Early bird"));
        await app.LetFollowAsync(show, "Early bird", "Standard");
        await app.AssertOnSaleAsync(show, "Early bird");
    }

    [Theory, OnBothDatabases]
    public async Task Staff_see_that_the_next_type_no_longer_waits(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await PublishHandedOverAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/types");
        Assert.Contains("then Standard, released when Early bird sold out", page.Text, StringComparison.Ordinal);
        Assert.Contains("then Late", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("then Late, released", page.Text, StringComparison.Ordinal);
    }

    /// <summary>One early bird came back after all had been sold.</summary>
    private async Task<Event> PublishHandedOverAsync()
    {
        var show = await app.PublishTiersAsync();
        await app.StartRefundAsync(await app.BuyAsync(show, "Early bird", EarlyPlaces), 1);
        await app.AssertOnSaleAsync(show, "Early bird", "Standard");
        return show;
    }

    private async Task EditAsync(Event show, Action<TicketTypeForm> change) =>
        Assert.IsType<EditOutcome.Saved>(await app.EditTicketTypeAsync(show, "Early bird", change));

    private async Task EditEventAsync(Event show, Action<EventForm> change) =>
        Assert.IsType<EditOutcome.Saved>(await app.EditEventAsync(show, change));

    private async Task<bool> HasHandedOverAsync(Event show, string category) =>
        (await app.GetEventAsync(show)).TicketTypes.Single(type => type.Category == category).HasHandedOver;
}
