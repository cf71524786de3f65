using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Holds;

public sealed class HoldPlacementTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task Several_ticket_types_are_held_at_once_until_a_stated_time(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var outcome = await app.TryPlaceHoldAsync(
            show,
            Quantities((show.GetTicketTypeId("Standing"), 2), (show.GetTicketTypeId("Seated"), 1))
        );
        var placed = Assert.IsType<HoldOutcome.Placed>(outcome);
        Assert.Equal(app.Clock.GetUtcNow().AddMinutes(10), placed.ExpiresAt);
        Assert.Equal((98, 49), await LeftAsync(show));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task All_or_nothing_one_type_short_leaves_the_other_untouched_and_says_how_many_are_left(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100), new TicketTypeDraft("Seated", 2400, 3));
        var refused = Refused(
            await app.TryPlaceHoldAsync(show, Quantities((show.GetTicketTypeId("Standing"), 2), (show.GetTicketTypeId("Seated"), 4)))
        );
        Assert.Equal(new LineRefusal.NotEnoughLeft(3, MayComeBack: false), Assert.Single(refused).Reason);
        Assert.Equal((100, 3), await LeftAsync(show));
    }

    [Theory, OnBothDatabases]
    public async Task Every_refused_line_is_listed_with_its_reason(DatabaseProvider database)
    {
        app = venues.On(database);
        var opens = app.Clock.GetUtcNow().AddDays(1);
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Later", 1400, 10, t => t.SalesStartAt = opens),
            new TicketTypeDraft("Early bird", 1100, 10, t => t.SalesEndAt = app.Clock.GetUtcNow().AddDays(-1)),
            new TicketTypeDraft("Few each", 1400, 10, t => t.MaxPerOrder = 2),
            new TicketTypeDraft("Pairs", 1400, 10, t => t.MinPerOrder = 2)
        );
        var refused = Refused(
            await app.TryPlaceHoldAsync(
                show,
                Quantities(
                    (show.GetTicketTypeId("Later"), 1),
                    (show.GetTicketTypeId("Early bird"), 1),
                    (show.GetTicketTypeId("Few each"), 3),
                    (show.GetTicketTypeId("Pairs"), 1),
                    (Guid.NewGuid(), 1)
                )
            )
        );
        Assert.Equal(
            new HashSet<LineRefusal>
            {
                new LineRefusal.NotOnSaleYet(opens),
                new LineRefusal.NoLongerOnSale(),
                new LineRefusal.AboveLimit(2),
                new LineRefusal.BelowMinimum(2),
                new LineRefusal.Unknown(),
            },
            refused.Select(r => r.Reason).ToHashSet()
        );
    }

    [Theory, OnBothDatabases]
    public async Task The_events_capacity_limits_all_types_together(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            e => e.Capacity = 5,
            new TicketTypeDraft("Standing", 1400, 4),
            new TicketTypeDraft("Seated", 2400, 4)
        );
        Assert.IsType<HoldOutcome.Placed>(await app.TryPlaceHoldAsync(show, Quantities((show.GetTicketTypeId("Standing"), 3))));
        var refused = Refused(await app.TryPlaceHoldAsync(show, Quantities((show.GetTicketTypeId("Seated"), 3))));
        Assert.Equal(new LineRefusal.NotEnoughLeft(2, MayComeBack: false), Assert.Single(refused).Reason);
        Assert.IsType<HoldOutcome.Placed>(await app.TryPlaceHoldAsync(show, Quantities((show.GetTicketTypeId("Seated"), 2))));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Tickets_held_by_others_come_back_when_their_hold_expires(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2));
        await app.PlaceHoldAsync(show, "Standing", 2);
        var refused = Refused(await app.TryPlaceHoldAsync(show, Quantities((show.GetTicketTypeId("Standing"), 1))));
        Assert.Equal(new LineRefusal.NotEnoughLeft(0, MayComeBack: true), Assert.Single(refused).Reason);

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.RunJobAsync<HoldExpiryJob>();
        Assert.IsType<HoldOutcome.Placed>(await app.TryPlaceHoldAsync(show, Quantities((show.GetTicketTypeId("Standing"), 2))));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_late_expiry_job_does_not_block_the_next_buyer(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        await app.PlaceHoldAsync(show, "Standing", 1);
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.IsType<HoldOutcome.Placed>(await app.TryPlaceHoldAsync(show, Quantities((show.GetTicketTypeId("Standing"), 1))));
    }

    [Theory, OnBothDatabases]
    public async Task A_browser_is_limited_to_two_live_holds_and_shown_both(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var wish = Quantities((show.GetTicketTypeId("Standing"), 1));
        var first = Assert.IsType<HoldOutcome.Placed>(await app.TryPlaceHoldAsync(show, wish, "browser-1"));
        Assert.IsType<HoldOutcome.Placed>(await app.TryPlaceHoldAsync(show, wish, "browser-1"));
        var third = Assert.IsType<HoldOutcome.TooManyHolds>(await app.TryPlaceHoldAsync(show, wish, "browser-1"));
        Assert.Equal(2, third.Open.Count);
        Assert.Contains(third.Open, open => open.Code == first.Code && open.EventTitle == show.Title);

        Assert.True(
            await app.UseAsync<TicketHolds, bool>(async holds =>
                await holds.ReleaseAsync((await holds.FindAsync(first.Code, default))!.Id, TestContext.Current.CancellationToken)
            )
        );
        Assert.IsType<HoldOutcome.Placed>(await app.TryPlaceHoldAsync(show, wish, "browser-1"));
    }

    [Theory, OnBothDatabases]
    public async Task Concurrent_clicks_in_one_browser_place_two_holds(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var wish = Quantities((show.GetTicketTypeId("Standing"), 1));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.TryPlaceHoldAsync(show, wish, "browser-clicking")));
        Assert.Equal(2, outcomes.OfType<HoldOutcome.Placed>().Count());
        Assert.Equal(18, outcomes.OfType<HoldOutcome.TooManyHolds>().Count());
    }

    [Theory, OnBothDatabases]
    public async Task A_cancelled_event_sells_nothing_and_an_inactive_one_does_not_exist(DatabaseProvider database)
    {
        app = venues.On(database);
        var cancelled = await app.AddEventAsync(EventStatus.Cancelled);
        Assert.Equal(
            new HoldOutcome.EventNotActive(EventStatus.Cancelled),
            await app.TryPlaceHoldAsync(cancelled, Quantities((cancelled.GetTicketTypeId("Standing"), 1)))
        );
        var draft = await app.AddEventAsync(EventStatus.Inactive);
        Assert.IsType<HoldOutcome.EventNotFound>(await app.TryPlaceHoldAsync(draft, Quantities((draft.GetTicketTypeId("Standing"), 1))));
    }

    [Theory, OnBothDatabases]
    public async Task Fewer_left_than_the_minimum_per_order_is_sold_out(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Pairs", 1400, 3, t => t.MinPerOrder = 2));
        await app.BuyAsync(show, "Pairs", 2);
        var refused = Refused(await app.TryPlaceHoldAsync(show, Quantities((show.GetTicketTypeId("Pairs"), 1))));
        Assert.Equal(new LineRefusal.NotEnoughLeft(0, MayComeBack: false), Assert.Single(refused).Reason);
    }

    [Theory, OnBothDatabases]
    public async Task A_hold_that_fails_to_expire_does_not_block_the_others(DatabaseProvider database)
    {
        app = venues.On(database);
        await using var alone = new TicketingApp(database);
        var (broken, sound) = (await alone.PublishEventAsync(), await alone.PublishEventAsync());
        await alone.PlaceHoldAsync(broken, "Standing", 2);
        await alone.PlaceHoldAsync(sound, "Standing", 2);

        // Simulates a manual edit: less is held than the holds say.
        await alone.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() =>
                db.Set<TicketType>()
                    .Where(t => t.EventId == broken.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(t => t.Held, 0), TestContext.Current.CancellationToken)
            )
        );
        alone.Clock.Advance(TimeSpan.FromMinutes(11));
        await alone.RunJobAsync<HoldExpiryJob>();
        Assert.Equal(
            0,
            (await alone.UseAsync<EventCatalogue, Event>(c => c.GetAsync(sound.Id, TestContext.Current.CancellationToken))).Held
        );
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_is_sold_once_the_show_has_begun(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        app.Clock.Advance(TimeSpan.FromDays(28));
        var refused = Refused(await app.TryPlaceHoldAsync(show, Quantities((show.GetTicketTypeId("Standing"), 1))));
        Assert.IsType<LineRefusal.NoLongerOnSale>(Assert.Single(refused).Reason);
    }

    private static IReadOnlyList<RefusedLine> Refused(HoldOutcome outcome) => Assert.IsType<HoldOutcome.Refused>(outcome).Lines;

    private static Dictionary<Guid, int> Quantities(params (Guid Type, int Quantity)[] lines) =>
        lines.ToDictionary(l => l.Type, l => l.Quantity);

    private Task<(int Standing, int Seated)> LeftAsync(Event show) =>
        app.UseAsync<EventCatalogue, (int, int)>(async catalogue =>
        {
            var now = await catalogue.GetAsync(show.Id, TestContext.Current.CancellationToken);
            return (
                now.TicketTypes.Single(t => t.Category == "Standing").Remaining,
                now.TicketTypes.Single(t => t.Category == "Seated").Remaining
            );
        });
}
