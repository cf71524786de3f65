using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tickets;
using Xunit;

namespace Ticketing.Tests.Insights;

/// <summary>One venue per test, because the start page covers everything.</summary>
public sealed class StartingTheDay
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnBothDatabases(Roles.SuperAdmin, true)]
    [OnBothDatabases(Roles.Admin, false)]
    public async Task A_new_venue_is_told_how_to_begin(DatabaseProvider database, string role, bool canInvite)
    {
        await using var app = new TicketingApp(database);
        using var staff = await app.SignedInAsync(role);
        var page = (await staff.OpenAsync("/admin")).Expect(HttpStatusCode.OK);
        Assert.NotNull(page.Document.QuerySelector("main a[href='/admin/events/new']"));
        Assert.Equal(canInvite, page.Document.QuerySelector("main a[href='/admin/users/invite']") is not null);
        Assert.Empty(page.Document.QuerySelectorAll(".figures, .needs, .nights"));
    }

    [Theory, OnBothDatabases]
    public async Task The_figures_are_those_of_the_venue_s_day(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);

        // In summer, London's day starts at 23:00 UTC.
        app.Clock.SetUtcNow(new DateTimeOffset(2031, 7, 1, 22, 58, 0, TimeSpan.Zero));
        var show = await app.PublishAsync();
        await app.SellAsync(show, "Seated", 5);
        app.Clock.SetUtcNow(new DateTimeOffset(2031, 7, 1, 23, 0, 0, TimeSpan.Zero));
        var sold = (await app.SellAsync(show, "Standing", 2)).Total + (await app.SellAsync(show, "Seated", 1)).Total;
        await app.HeldAsync(show, "Standing", 3);
        using var staff = await app.SignedInAsync();

        var page = await staff.OpenAsync("/admin");
        Assert.Contains($"Orders2 Tickets3 Revenue{new Money(sold, "GBP")}", page.Text, StringComparison.Ordinal);
        Assert.Contains("8 sold, 3 held of 150", page.Text, StringComparison.Ordinal);
        Assert.Contains("Wed 2 Jul 2031", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Tonight_comes_first_with_how_many_are_in(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.PublishAsync("Over", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(-1));
        var later = await app.PublishAsync("Next month", _ => { });
        var tonight = await app.PublishAsync("Tonight's <b>band</b>", e => (e.StartsAt, e.DoorsAt) = (app.Clock.GetUtcNow().AddHours(8), null));
        await app.PublishAsync("Secret", e => { e.StartsAt = app.Clock.GetUtcNow().AddHours(9); e.Withdraw(); });
        var order = await app.SellAsync(tonight, "Standing", 4);
        await app.SellAsync(later, "Standing", 1);
        await app.UseAsync<TicketingDbContext>(db => db.WriteAsync(
            () => db.Set<Ticket>().Where(t => t.OrderId == order.Id && t.Number <= 3).ExecuteUpdateAsync(set => set.SetProperty(t => t.CheckedInAt, app.Clock.GetUtcNow()), Ct), ct: Ct));
        using var staff = await app.SignedInAsync();

        var items = (await staff.OpenAsync("/admin")).Document.QuerySelectorAll(".nights > li").Select(li => string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Equal(2, items.Count);
        Assert.StartsWith("Tonight's <b>band</b> Today, 20:00 4 sold of 150 3 of 4 in", items[0], StringComparison.Ordinal);
        Assert.StartsWith("Next month Mon 3 Mar 2031, 12:00 1 sold of 150", items[1], StringComparison.Ordinal);
        Assert.DoesNotContain(" in", items[1], StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_waits_for_a_person_leads_to_where_it_is_done(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var now = app.Clock.GetUtcNow();
        var draft = await app.PublishAsync("Draft", e => { e.StartsAt = now.AddDays(3); e.Withdraw(); });
        await app.PublishAsync("Draft of next season", e => { e.StartsAt = now.AddDays(90); e.Withdraw(); });
        var unsold = await app.PublishAsync("Unsold", e => e.StartsAt = now.AddDays(4));
        var nearly = await app.PublishAsync("Nearly", _ => { }, new TypeDraft("Standing", 1400, 20));
        var full = await app.PublishAsync("Full", _ => { }, new TypeDraft("Standing", 1400, 2));
        await app.PublishAsync("Unsold, but far ahead", e => e.StartsAt = now.AddDays(40));
        await app.SellAsync(nearly, "Standing", 9);
        await app.SellAsync(nearly, "Standing", 9);
        await app.SellAsync(full, "Standing", 2);
        await app.DeadMailAsync();
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            db.Users.Add(new AppUser { UserName = "w", Email = "w@example.com", EmailConfirmed = true, Standing = Standing.Waiting, CreatedAt = now });
            await db.SaveChangesAsync(Ct);
        });
        var failed = await app.RefundedAsync(await app.BuyAsync(unsold, "Standing", 1));
        await app.UseAsync<TicketingDbContext>(db => db.WriteAsync(
            () => db.Set<Refund>().Where(r => r.Id == failed.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, RefundStatus.Failed), Ct), ct: Ct));
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);

        Assert.Equal(
            [
                "/admin/refunds?status=Failed", "/admin/notifications?show=dead", "/admin/users", $"/admin/events/{draft.Id}", $"/admin/events/{unsold.Id}",
                $"/admin/events/{nearly.Id}", $"/admin/events/{full.Id}",
            ],
            await NeedsAsync(superAdmin));
        using var admin = await app.SignedInAsync();
        Assert.DoesNotContain("/admin/users", await NeedsAsync(admin));
    }

    [Theory, OnBothDatabases]
    public async Task A_sale_that_fell_asleep_is_told_after_seven_days_without_one(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var quiet = await app.PublishAsync("Quiet", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(40));
        var awake = await app.PublishAsync("Awake", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(40));
        await app.SellAsync(quiet, "Standing", 1);
        await app.SellAsync(awake, "Standing", 1);
        using var staff = await app.SignedInAsync();
        app.Clock.Advance(TimeSpan.FromDays(6));
        await app.SellAsync(awake, "Standing", 1);
        Assert.Empty(await NeedsAsync(staff));

        app.Clock.Advance(TimeSpan.FromDays(1.1));

        using var later = await app.SignedInAsync();
        Assert.Equal([$"/admin/insights/events/{quiet.Id}"], await NeedsAsync(later));
    }

    [Theory, OnBothDatabases]
    public async Task Payments_whose_fate_the_provider_keeps_to_itself_are_told(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishAsync("Show", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(90));
        using var buyer = app.NewBrowser();
        await (await buyer.ChooseAsync(show, ("Standing", 1))).FillInAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(44));
        using var staff = await app.SignedInAsync();
        Assert.Empty(await NeedsAsync(staff));

        app.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(["/admin/payments#open"], await NeedsAsync(staff));
    }

    [Theory, OnBothDatabases]
    public async Task A_cancelled_event_whose_orders_are_stuck_is_told(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishAsync("Off", _ => { });
        var order = await app.BuyAsync(show, "Standing", 1);
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            var run = new Ticketing.Cancellations.CancellationRun { EventId = show.Id, Message = "", RequestedBy = "x", StartedAt = app.Clock.GetUtcNow() };
            db.Add(run);
            var entry = new Ticketing.Cancellations.CancellationEntry { RunId = run.Id, OrderId = order.Id, DueAt = app.Clock.GetUtcNow() };
            db.Add(entry).Property(e => e.Status).CurrentValue = Ticketing.Cancellations.EntryStatus.Failed;
            await db.SaveChangesAsync(Ct);
        });
        using var staff = await app.SignedInAsync();
        Assert.Contains($"/admin/events/{show.Id}/cancel", await NeedsAsync(staff));
    }

    private static async Task<IEnumerable<string?>> NeedsAsync(Browser staff) =>
        [.. (await staff.OpenAsync("/admin")).Document.QuerySelectorAll(".needs a").Select(link => link.GetAttribute("href"))];
}
