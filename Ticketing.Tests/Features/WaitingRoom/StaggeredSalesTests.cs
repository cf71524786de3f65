using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.WaitingRoom;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingRoom;

/// <summary>Ticket types of one event that go on sale at different times, or whose time changes.</summary>
public sealed class StaggeredSalesTests(WaitingRoomVenueFixture venues) : IClassFixture<WaitingRoomVenueFixture>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory, OnEitherDatabase]
    public async Task Hidden_tickets_do_not_begin_the_sale(DatabaseProvider database)
    {
        var app = venues.On(database);
        var start = app.Clock.GetUtcNow().AddMinutes(30);
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, 10, type => type.SalesStartAt = start),
            new TicketTypeDraft("Members", 900, 10, type => type.IsHidden = true)
        );
        await app.SwitchOnAsync(show);
        Assert.Equal(RoomPhase.Lobby, app.GetRoom(show).GetPhase(app.Clock.GetUtcNow()));
    }

    [Theory, OnEitherDatabase]
    public async Task Places_are_drawn_though_the_on_sale_was_set_after_the_room_was_switched_on(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        using var first = app.NewBrowser();
        using var second = app.NewBrowser();
        await first.JoinAsync(show);
        await second.JoinAsync(show);
        await app.PassAsync(Second);
        await MoveSaleAsync(app, show, app.Clock.GetUtcNow().AddMinutes(30));
        await app.RunJobAsync<WaitingRoomJob>();
        var row = app.GetRoom(show).Row;
        Assert.Equal((null, 2, 0), (row.Seed, row.Joined, row.Served));
        Assert.Contains("You’re in the waiting room", (await first.RefreshAsync(show)).Text, StringComparison.Ordinal);

        await app.PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(2, app.GetRoom(show).Row.Shuffled);
        await app.PassAsync(2 * Second);
        Assert.True((await first.RefreshAsync(show)).IsAtCheckout());
        Assert.True((await second.RefreshAsync(show)).IsAtCheckout());
    }

    [Theory, OnEitherDatabase]
    public async Task A_turn_from_before_the_on_sale_of_other_tickets_does_not_pass_their_line(DatabaseProvider database)
    {
        var app = venues.On(database);
        var start = app.Clock.GetUtcNow().AddMinutes(8);
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, 100),
            new TicketTypeDraft("Seated", 2400, 100, type => type.SalesStartAt = start)
        );
        await app.SwitchOnAsync(show);
        using var early = app.NewBrowser();
        using var absent = app.NewBrowser();
        await early.JoinAsync(show);
        await absent.JoinAsync(show);
        await app.PassAsync(2 * Second);
        Assert.True((await early.RefreshAsync(show)).IsAtCheckout());
        await app.PassAsync(TimeSpan.FromMinutes(8));
        Assert.True((await early.ChooseTicketsAsync(show, ("Standing", 2))).IsAtCheckout());
        foreach (var buyer in new[] { early, absent })
        {
            Assert.Equal($"/events/{show.Slug}/queue", (await buyer.ChooseTicketsAsync(show, ("Seated", 1))).Path);
        }

        await app.PassAsync(2 * Second);
        Assert.True((await early.RefreshAsync(show)).IsAtCheckout());
        Assert.True((await absent.RefreshAsync(show)).IsAtCheckout());
    }

    [Theory, OnEitherDatabase]
    public async Task Nobody_waits_for_tickets_that_go_on_sale_later_than_the_others(DatabaseProvider database)
    {
        var app = venues.On(database);
        var now = app.Clock.GetUtcNow();
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, 100, type => type.SalesStartAt = now.AddMinutes(30)),
            new TicketTypeDraft("Seated", 2400, 100, type => type.SalesStartAt = now.AddDays(7))
        );
        await app.SwitchOnAsync(show);
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync($"/events/{show.Slug}");
        Assert.NotNull(page.Document.QuerySelector($"[name='Quantities[{show.GetTicketTypeId("Standing")}]']"));
        Assert.Null(page.Document.QuerySelector($"[name='Quantities[{show.GetTicketTypeId("Seated")}]']"));
        var form = new Dictionary<string, string> { [$"Quantities[{show.GetTicketTypeId("Seated")}]"] = "1" };
        var refused = await browser.PostAsync($"/events/{show.Slug}", form);
        refused.ExpectStatus(HttpStatusCode.Conflict);
        Assert.Contains("On sale from", refused.Text, StringComparison.Ordinal);
    }

    private static Task MoveSaleAsync(TicketingApp app, Event show, DateTimeOffset start) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<TicketType>()
                        .Where(type => type.EventId == show.Id)
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(type => type.SalesStartAt, start),
                            TestContext.Current.CancellationToken
                        ),
                ct: TestContext.Current.CancellationToken
            )
        );
}
