using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Holds;

public sealed class ChangedTicketsTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private readonly string browser = Guid.NewGuid().ToString("N");
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_second_choice_replaces_the_first(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var first = await ChangeAsync(show, ("Standing", 2));
        var second = await ChangeAsync(show, ("Standing", 1), ("Seated", 3));
        var third = await ChangeAsync(show, ("Seated", 2));
        Assert.Equal((2, 0), await app.GetStockAsync(show));
        Assert.Equal([HoldStatus.Released, HoldStatus.Released, HoldStatus.Live], await GetStatusesAsync(first, second, third));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_holds_the_last_four_can_keep_four_or_change_to_three(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(e => e.Capacity = 4, new TicketTypeDraft("Standing", 1400, 4));
        await ChangeAsync(show, ("Standing", 4));
        await ChangeAsync(show, ("Standing", 4));
        await ChangeAsync(show, ("Standing", 3));
        Assert.Equal((3, 0), await app.GetStockAsync(show));
        await app.PlaceHoldAsync(show, "Standing", 1);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Tickets_of_one_type_can_be_exchanged_for_another_in_a_full_house(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            e => e.Capacity = 4,
            new TicketTypeDraft("Standing", 1400, 4),
            new TicketTypeDraft("Seated", 2400, 4)
        );
        await ChangeAsync(show, ("Standing", 4));
        await ChangeAsync(show, ("Seated", 4));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_choice_that_is_refused_leaves_the_tickets_that_are_held(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 4));
        await app.PlaceHoldAsync(show, "Standing", 1);
        var first = await ChangeAsync(show, ("Standing", 2));
        var refused = Assert.IsType<HoldOutcome.Refused>(await app.ChangeTicketsAsync(show, browser, ("Standing", 4)));
        Assert.Equal(new LineRefusal.NotEnoughLeft(3, MayComeBack: true), Assert.Single(refused.Lines).Reason);
        Assert.Equal([HoldStatus.Live], await GetStatusesAsync(first));
        Assert.Equal((3, 0), await app.GetStockAsync(show));
    }

    [Theory, OnBothDatabases]
    public async Task Tickets_that_are_being_paid_for_stay_and_so_do_those_of_other_events(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var paying = await ChangeAsync(show, ("Standing", 2));
        Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(paying));
        var next = await ChangeAsync(show, ("Standing", 1));
        var last = await ChangeAsync(show, ("Standing", 3));
        Assert.Equal([HoldStatus.InPayment, HoldStatus.Released, HoldStatus.Live], await GetStatusesAsync(paying, next, last));

        var other = await app.PublishEventAsync();
        Assert.Equal(2, Assert.IsType<HoldOutcome.TooManyHolds>(await app.ChangeTicketsAsync(other, browser, ("Standing", 1))).Open.Count);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_hold_whose_payment_has_begun_since_it_was_read_is_not_replaced(DatabaseProvider database)
    {
        app = venues.On(database);
        var code = await ChangeAsync(await app.PublishEventAsync(), ("Standing", 2));
        Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        var isEnded = await app.UseAsync<IServiceProvider, bool>(async services =>
        {
            var holds = services.GetRequiredService<TicketHolds>();
            var id = (await holds.FindAsync(code, Ct))!.Id;
            return await services.GetRequiredService<TicketingDbContext>().WriteAsync(() => holds.EndReplacedAsync(id, Ct), ct: Ct);
        });
        Assert.False(isEnded);
        Assert.Equal([HoldStatus.InPayment], await GetStatusesAsync(code));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_keeps_places_for_ever_by_changing(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var start = app.Clock.GetUtcNow();
        for (var minutes = 0; minutes < 27; minutes += 9)
        {
            await ChangeAsync(show, ("Standing", 1));
            app.Clock.Advance(TimeSpan.FromMinutes(9));
        }

        var last = Assert.IsType<HoldOutcome.Placed>(await app.ChangeTicketsAsync(show, browser, ("Standing", 2)));
        Assert.Equal(start.AddMinutes(30), last.ExpiresAt);
    }

    [Theory, OnBothDatabases]
    public async Task Buyers_who_cannot_be_told_apart_do_not_lose_tickets_to_each_other(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var wish = new Dictionary<Guid, int> { [show.GetTicketTypeId("Standing")] = 1 };
        Assert.IsType<HoldOutcome.Placed>(await app.TryPlaceHoldAsync(show, wish, browser));
        Assert.IsType<HoldOutcome.Placed>(await app.TryPlaceHoldAsync(show, wish, browser));
        Assert.Equal((2, 0), await app.GetStockAsync(show));
    }

    private async Task<string> ChangeAsync(Event show, params (string Category, int Quantity)[] quantities) =>
        Assert.IsType<HoldOutcome.Placed>(await app.ChangeTicketsAsync(show, browser, quantities)).Code;

    private async Task<List<HoldStatus>> GetStatusesAsync(params string[] codes)
    {
        var found = new List<HoldStatus>();
        foreach (var code in codes)
        {
            found.Add((await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(code, Ct)))!.Status);
        }

        return found;
    }
}
