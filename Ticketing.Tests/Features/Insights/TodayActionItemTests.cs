using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Insights;

/// <summary>Of the section "Needs attention". One venue per test, because the start page covers everything.</summary>
public sealed class TodayActionItemTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Action_items_link_to_their_pages(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var now = app.Clock.GetUtcNow();
        var draft = await app.AddEventAsync(EventStatus.Inactive, "Draft", e => e.StartsAt = now.AddDays(3));
        await app.AddEventAsync(EventStatus.Inactive, "Draft of next season", e => e.StartsAt = now.AddDays(90));
        var unsold = await app.PublishEventAsync("Unsold", e => e.StartsAt = now.AddDays(4));
        var nearly = await app.PublishEventAsync("Nearly", e => e.StartsAt = now.AddDays(20), new TicketTypeDraft("Standing", 1400, 20));
        var full = await app.PublishEventAsync("Full", e => e.StartsAt = now.AddDays(21), new TicketTypeDraft("Standing", 1400, 2));
        await app.PublishEventAsync("Unsold, but far ahead", e => e.StartsAt = now.AddDays(40));
        await app.SellAsync(nearly, "Standing", 9);
        await app.SellAsync(nearly, "Standing", 9);
        await app.SellAsync(full, "Standing", 2);
        await app.QueueDeadMailAsync();
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            db.Users.Add(
                new AppUser
                {
                    UserName = "w",
                    Email = "w@example.com",
                    EmailConfirmed = true,
                    Status = StaffStatus.PendingApproval,
                    CreatedAt = now,
                }
            );
            await db.SaveChangesAsync(Ct);
        });
        var failed = await app.StartRefundAsync(await app.BuyAsync(unsold, "Standing", 1));
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Refund>()
                        .Where(r => r.Id == failed.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, RefundStatus.Failed), Ct),
                ct: Ct
            )
        );
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);

        Assert.Equal(
            [
                "/admin/refunds?status=Failed",
                "/admin/notifications?show=dead",
                "/admin/users",
                "/admin/backups",
                $"/admin/events/{draft.Id}",
                $"/admin/events/{unsold.Id}",
                $"/admin/events/{nearly.Id}",
                $"/admin/events/{full.Id}",
            ],
            await GetActionLinksAsync(superAdmin)
        );
        using var admin = await app.SignInAsStaffAsync();
        Assert.DoesNotContain("/admin/users", await GetActionLinksAsync(admin));
    }

    [Theory, OnBothDatabases]
    public async Task An_event_without_sales_is_reported_after_three_days_on_sale(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var now = app.Clock.GetUtcNow();
        var show = await app.AddEventAsync(EventStatus.Inactive, "Unsold", e => e.StartsAt = now.AddDays(10));
        var later = await app.AddEventAsync(
            EventStatus.Inactive,
            "On sale later",
            e => e.StartsAt = now.AddDays(10),
            new TicketTypeDraft("Standing", 1400, 20, type => type.SalesStartAt = now.AddDays(2))
        );
        await app.AddEventAsync(EventStatus.Postponed, "Postponed", e => e.StartsAt = now.AddDays(10));
        app.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var draft in new[] { show, later })
        {
            Assert.IsType<PublishOutcome.Done>(await app.UseAsync<PublishEvent, PublishOutcome>(p => p.PublishAsync(draft.Id, Ct)));
        }

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await GetActionLinksAsync());
        app.Clock.Advance(TimeSpan.FromDays(2.9));
        Assert.Empty(await GetActionLinksAsync());
        app.Clock.Advance(TimeSpan.FromDays(0.2));
        Assert.Equal([$"/admin/events/{show.Id}"], await GetActionLinksAsync());
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal([$"/admin/events/{show.Id}", $"/admin/events/{later.Id}"], await GetActionLinksAsync());

        // Published again, it has as long again.
        foreach (
            var change in new Func<PublishEvent, Task<PublishOutcome>>[]
            {
                p => p.WithdrawAsync(show.Id, Ct),
                p => p.PublishAsync(show.Id, Ct),
            }
        )
        {
            Assert.IsType<PublishOutcome.Done>(await app.UseAsync(change));
        }

        Assert.Equal([$"/admin/events/{later.Id}"], await GetActionLinksAsync());

        async Task<IEnumerable<string?>> GetActionLinksAsync()
        {
            using var staff = await app.SignInAsStaffAsync();
            return (await TodayActionItemTests.GetActionLinksAsync(staff)).Where(path =>
                path!.StartsWith("/admin/events/", StringComparison.Ordinal)
            );
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Alarms_are_on_the_start_page_alone(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.PublishEventAsync();
        await app.QueueDeadMailAsync();
        using var staff = await app.SignInAsStaffAsync();
        Assert.NotEmpty((await staff.OpenAsync("/admin")).Document.QuerySelectorAll(".needs"));
        Assert.Empty((await staff.OpenAsync("/admin/insights")).ExpectStatus(HttpStatusCode.OK).Document.QuerySelectorAll(".needs"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_stopped_sale_is_reported_after_seven_days(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var quiet = await app.PublishEventAsync("Quiet", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(40));
        var awake = await app.PublishEventAsync("Awake", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(40));
        await app.SellAsync(quiet, "Standing", 1);
        await app.SellAsync(awake, "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();
        app.Clock.Advance(TimeSpan.FromDays(6));
        await app.SellAsync(awake, "Standing", 1);
        Assert.Empty(await GetActionLinksAsync(staff));

        app.Clock.Advance(TimeSpan.FromDays(1.1));

        using var later = await app.SignInAsStaffAsync();
        Assert.Equal([$"/admin/insights/events/{quiet.Id}"], await GetActionLinksAsync(later));
    }

    [Theory, OnEitherDatabase]
    public async Task Payments_without_a_result_from_the_provider_are_reported(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync("Show", e => e.StartsAt = app.Clock.GetUtcNow().AddDays(90));
        using var buyer = app.NewBrowser();
        await (await buyer.ChooseTicketsAsync(show, ("Standing", 1))).SubmitBuyerAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(44));
        using var staff = await app.SignInAsStaffAsync();
        Assert.Empty(await GetActionLinksAsync(staff));

        app.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(["/admin/payments#open"], await GetActionLinksAsync(staff));
    }

    [Theory, OnEitherDatabase]
    public async Task A_cancelled_event_with_failed_orders_is_reported(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync("Off", _ => { });
        var order = await app.BuyAsync(show, "Standing", 1);
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            var run = new Ticketing.Features.Cancellations.CancellationRun
            {
                EventId = show.Id,
                Message = "",
                RequestedBy = "x",
                StartedAt = app.Clock.GetUtcNow(),
            };
            db.Add(run);
            var entry = new Ticketing.Features.Cancellations.CancellationEntry
            {
                RunId = run.Id,
                OrderId = order.Id,
                DueAt = app.Clock.GetUtcNow(),
            };
            db.Add(entry).Property(e => e.Status).CurrentValue = Ticketing.Features.Cancellations.CancellationEntryStatus.Failed;
            await db.SaveChangesAsync(Ct);
        });
        using var staff = await app.SignInAsStaffAsync();
        Assert.Contains($"/admin/events/{show.Id}/cancel", await GetActionLinksAsync(staff));
    }

    private static async Task<IEnumerable<string?>> GetActionLinksAsync(Browser staff) =>
        [.. (await staff.OpenAsync("/admin")).Document.QuerySelectorAll(".needs a").Select(link => link.GetAttribute("href"))];
}
