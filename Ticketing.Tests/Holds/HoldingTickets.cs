using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Holds;

public sealed class HoldingTickets(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task Several_ticket_types_are_held_at_once_until_a_stated_time(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var outcome = await app.HoldAsync(show, Wish((show.TypeId("Standing"), 2), (show.TypeId("Seated"), 1)));
        var placed = Assert.IsType<HoldOutcome.Placed>(outcome);
        Assert.Equal(app.Clock.GetUtcNow().AddMinutes(10), placed.ExpiresAt);
        Assert.Equal((98, 49), await LeftAsync(show));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task All_or_nothing_one_type_short_leaves_the_other_untouched_and_says_how_many_are_left(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync(new TypeDraft("Standing", 1400, 100), new TypeDraft("Seated", 2400, 3));
        var refused = Refused(await app.HoldAsync(show, Wish((show.TypeId("Standing"), 2), (show.TypeId("Seated"), 4))));
        Assert.Equal(new LineRefusal.NotEnoughLeft(3, MayComeBack: false), Assert.Single(refused).Reason);
        Assert.Equal((100, 3), await LeftAsync(show));
    }

    [Theory, OnBothDatabases]
    public async Task Every_line_in_the_way_is_named_with_its_reason(DatabaseProvider database)
    {
        app = venues.On(database);
        var opens = app.Clock.GetUtcNow().AddDays(1);
        var show = await app.PublishAsync(
            new TypeDraft("Later", 1400, 10, t => t.SalesStartAt = opens),
            new TypeDraft("Early bird", 1100, 10, t => t.SalesEndAt = app.Clock.GetUtcNow().AddDays(-1)),
            new TypeDraft("Few each", 1400, 10, t => t.MaxPerOrder = 2),
            new TypeDraft("Pairs", 1400, 10, t => t.MinPerOrder = 2));
        var refused = Refused(await app.HoldAsync(show, Wish(
            (show.TypeId("Later"), 1), (show.TypeId("Early bird"), 1), (show.TypeId("Few each"), 3), (show.TypeId("Pairs"), 1), (Guid.NewGuid(), 1))));
        Assert.Equal(
            new HashSet<LineRefusal>
            {
                new LineRefusal.NotOnSaleYet(opens), new LineRefusal.NoLongerOnSale(), new LineRefusal.AboveLimit(2),
                new LineRefusal.BelowMinimum(2), new LineRefusal.Unknown(),
            },
            refused.Select(r => r.Reason).ToHashSet());
    }

    [Theory, OnBothDatabases]
    public async Task The_rooms_own_capacity_limits_all_types_together(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync(e => e.Capacity = 5, new TypeDraft("Standing", 1400, 4), new TypeDraft("Seated", 2400, 4));
        Assert.IsType<HoldOutcome.Placed>(await app.HoldAsync(show, Wish((show.TypeId("Standing"), 3))));
        var refused = Refused(await app.HoldAsync(show, Wish((show.TypeId("Seated"), 3))));
        Assert.Equal(new LineRefusal.NotEnoughLeft(2, MayComeBack: false), Assert.Single(refused).Reason);
        Assert.IsType<HoldOutcome.Placed>(await app.HoldAsync(show, Wish((show.TypeId("Seated"), 2))));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task What_others_only_hold_may_come_back_and_does_when_their_time_is_over(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync(new TypeDraft("Standing", 1400, 2));
        await app.HeldAsync(show, "Standing", 2);
        var refused = Refused(await app.HoldAsync(show, Wish((show.TypeId("Standing"), 1))));
        Assert.Equal(new LineRefusal.NotEnoughLeft(0, MayComeBack: true), Assert.Single(refused).Reason);

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.RunAsync<HoldExpiry>();
        Assert.IsType<HoldOutcome.Placed>(await app.HoldAsync(show, Wish((show.TypeId("Standing"), 2))));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_late_expiry_pass_does_not_stand_in_the_next_buyers_way(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync(new TypeDraft("Standing", 1400, 1));
        await app.HeldAsync(show, "Standing", 1);
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.IsType<HoldOutcome.Placed>(await app.HoldAsync(show, Wish((show.TypeId("Standing"), 1))));
    }

    [Theory, OnBothDatabases]
    public async Task A_browser_has_two_live_holds_and_is_told_which(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var wish = Wish((show.TypeId("Standing"), 1));
        var first = Assert.IsType<HoldOutcome.Placed>(await app.HoldAsync(show, wish, "browser-1"));
        Assert.IsType<HoldOutcome.Placed>(await app.HoldAsync(show, wish, "browser-1"));
        var third = Assert.IsType<HoldOutcome.TooManyHolds>(await app.HoldAsync(show, wish, "browser-1"));
        Assert.Equal(2, third.Open.Count);
        Assert.Contains(third.Open, open => open.Code == first.Code && open.EventTitle == show.Title);

        Assert.True(await app.UseAsync<TicketHolds, bool>(async holds => await holds.ReleaseAsync(
            (await holds.FindAsync(first.Code, default))!.Id, TestContext.Current.CancellationToken)));
        Assert.IsType<HoldOutcome.Placed>(await app.HoldAsync(show, wish, "browser-1"));
    }

    [Theory, OnBothDatabases]
    public async Task Of_many_clicks_at_once_in_one_browser_two_hold(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var wish = Wish((show.TypeId("Standing"), 1));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.HoldAsync(show, wish, "browser-clicking")));
        Assert.Equal(2, outcomes.OfType<HoldOutcome.Placed>().Count());
        Assert.Equal(18, outcomes.OfType<HoldOutcome.TooManyHolds>().Count());
    }

    [Theory, OnBothDatabases]
    public async Task A_cancelled_event_sells_nothing_and_an_inactive_one_does_not_exist(DatabaseProvider database)
    {
        app = venues.On(database);
        var cancelled = await app.PublishAsync(e => e.Cancel());
        Assert.Equal(
            new HoldOutcome.EventOff(EventStatus.Cancelled), await app.HoldAsync(cancelled, Wish((cancelled.TypeId("Standing"), 1))));
        var draft = await app.PublishAsync(e => e.Withdraw());
        Assert.IsType<HoldOutcome.NoSuchEvent>(await app.HoldAsync(draft, Wish((draft.TypeId("Standing"), 1))));
    }

    [Theory, OnBothDatabases]
    public async Task Fewer_left_than_one_order_must_take_is_sold_out(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync(new TypeDraft("Pairs", 1400, 3, t => t.MinPerOrder = 2));
        await app.BuyAsync(show, "Pairs", 2);
        var refused = Refused(await app.HoldAsync(show, Wish((show.TypeId("Pairs"), 1))));
        Assert.Equal(new LineRefusal.NotEnoughLeft(0, MayComeBack: false), Assert.Single(refused).Reason);
    }

    [Theory, OnBothDatabases]
    public async Task One_hold_that_cannot_be_ended_does_not_keep_the_others(DatabaseProvider database)
    {
        app = venues.On(database);
        await using var alone = new TicketingApp(database);
        var (broken, sound) = (await alone.PublishAsync(), await alone.PublishAsync());
        await alone.HeldAsync(broken, "Standing", 2);
        await alone.HeldAsync(sound, "Standing", 2);

        // Simulates a manual edit: less is held than the holds say.
        await alone.UseAsync<TicketingDbContext>(db => db.WriteAsync(() => db.Set<TicketType>().Where(t => t.EventId == broken.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Held, 0), TestContext.Current.CancellationToken)));
        alone.Clock.Advance(TimeSpan.FromMinutes(11));
        await alone.RunAsync<HoldExpiry>();
        Assert.Equal(0, (await alone.UseAsync<Catalogue, Event>(c => c.GetAsync(sound.Id, TestContext.Current.CancellationToken))).Held);
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_is_sold_once_the_show_has_begun(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        app.Clock.Advance(TimeSpan.FromDays(28));
        var refused = Refused(await app.HoldAsync(show, Wish((show.TypeId("Standing"), 1))));
        Assert.IsType<LineRefusal.NoLongerOnSale>(Assert.Single(refused).Reason);
    }

    private static IReadOnlyList<RefusedLine> Refused(HoldOutcome outcome) => Assert.IsType<HoldOutcome.Refused>(outcome).Lines;

    private static Dictionary<Guid, int> Wish(params (Guid Type, int Quantity)[] lines) => lines.ToDictionary(l => l.Type, l => l.Quantity);

    private Task<(int Standing, int Seated)> LeftAsync(Event show) => app.UseAsync<Catalogue, (int, int)>(async catalogue =>
    {
        var now = await catalogue.GetAsync(show.Id, TestContext.Current.CancellationToken);
        return (now.TicketTypes.Single(t => t.Category == "Standing").Remaining, now.TicketTypes.Single(t => t.Category == "Seated").Remaining);
    });
}
