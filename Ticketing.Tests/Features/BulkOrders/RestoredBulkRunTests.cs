using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.BulkOrders;

/// <summary>Emails that were sent after the backup are not known. One venue per test, because a restore concerns every run.</summary>
public sealed class RestoredBulkRunTests
{
    private const string Form = "main form[action*=Continue]";
    private const string Warning = "Some of these emails may already have been sent.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_restore_stops_the_emails_that_may_have_been_sent_after_the_backup(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 1, AccountActions.NewEmailAddress());
        var other = await app.BuyAsync(show, "Standing", 1);
        var resent = await app.StartBulkAsync(BulkAction.Resend, BulkSteps.Only(order));
        var refunded = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(other));
        app.Clock.Advance(TimeSpan.FromHours(1));
        await RestoreAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var since = await app.StartBulkAsync(BulkAction.Resend, BulkSteps.Only(order));

        var before = await CountMailsAsync(app, order);
        await app.RunJobAsync<BulkJob>();
        Assert.Equal(before + 1, await CountMailsAsync(app, order));
        var stopped = await app.GetBulkProgressAsync(resent);
        Assert.NotNull(stopped.Run.FinishedAt);
        Assert.Equal(
            ("Stopped by a restore: it may have been sent before.", null),
            Assert.Single(stopped.Problems.Select(p => (p.Error, p.Skip)))
        );
        Assert.Equal(1, (await app.GetBulkProgressAsync(since)).Waiting);
        Assert.Single(await app.GetRefundsAsync(other));
        Assert.Empty((await app.GetBulkProgressAsync(refunded)).Problems);
    }

    [Theory, OnBothDatabases]
    public async Task Emails_that_staff_continue_with_after_a_restore_are_sent(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1, AccountActions.NewEmailAddress());
        var id = await StopAsync(app, await app.StartBulkAsync(BulkAction.Resend, BulkSteps.Only(order)));
        app.Clock.Advance(TimeSpan.FromHours(1));
        await RestoreAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var digest = await app.GetRemainingDigestAsync(id, BulkAction.Resend);
        Assert.Equal(ContinueBulkOutcome.Continued, await app.ContinueBulkAsync(id, digest));

        var before = await CountMailsAsync(app, order);
        await app.RunJobAsync<BulkJob>();
        Assert.Equal(before + 1, await CountMailsAsync(app, order));
        Assert.Empty((await app.GetBulkProgressAsync(id)).Problems);
    }

    [Theory, OnBothDatabases]
    public async Task Staff_are_told_that_emails_of_a_stopped_run_may_have_been_sent(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1, AccountActions.NewEmailAddress());
        var id = await StopAsync(app, await app.StartBulkAsync(BulkAction.Resend, BulkSteps.Only(order)));
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/orders/bulk/{id}");
        Assert.DoesNotContain(Warning, page.Text, StringComparison.Ordinal);
        await RestoreAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        page = (await page.SubmitAsync(Form)).ExpectStatus(HttpStatusCode.Conflict);
        Assert.Contains("A backup has been restored in the meantime.", page.Text, StringComparison.Ordinal);
        Assert.Contains($"{Warning} The venue was restored from a backup of Mon 3 Feb 2031, 11:00.", page.Text, StringComparison.Ordinal);
        page = (await page.SubmitAsync(Form)).ExpectStatus(HttpStatusCode.OK);
        Assert.DoesNotContain(Warning, page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("main form[action*=Stop]");
        Assert.NotNull(page.Document.QuerySelector(Form));
        Assert.DoesNotContain(Warning, page.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Refunds_are_looked_up_after_a_restore_so_nothing_is_said_of_them(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var id = await StopAsync(app, await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(order)));
        await RestoreAsync(app);
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/orders/bulk/{id}");
        Assert.NotNull(page.Document.QuerySelector(Form));
        Assert.DoesNotContain(Warning, page.Text, StringComparison.Ordinal);
    }

    /// <summary>From a backup that is an hour old.</summary>
    private static Task RestoreAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext>(async db =>
        {
            var now = app.Clock.GetUtcNow();
            var restore = new Restore { BackupCreatedAt = now.AddHours(-1), RestoredAt = now };
            db.Add(restore);
            db.Entry(restore).Property(r => r.FinishedAt).CurrentValue = now;
            db.Entry(restore).Property(r => r.FinishedBy).CurrentValue = "Grace Hopper";
            await db.SaveChangesAsync(Ct);
        });

    private static async Task<Guid> StopAsync(TicketingApp app, Guid id)
    {
        Assert.True(await app.UseAsync<StopBulkRun, bool>(stop => stop.StopAsync(id, Ct)));
        await app.RunJobAsync<BulkJob>();
        return id;
    }

    private static Task<int> CountMailsAsync(TicketingApp app, Order order) =>
        app.UseAsync<TicketingDbContext, int>(db => db.Set<Notification>().CountAsync(n => n.OrderId == order.Id, Ct));
}
