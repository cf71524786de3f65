using System.Net;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.BulkOrders;

public sealed class StopBulkRunTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Form = "main form[action*=Stop]";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Orders_whose_turn_has_not_come_stay_untouched_and_are_listed(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var (first, second) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(show, "Standing", 1));
        var id = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(first, second));
        var run = (await app.GetBulkProgressAsync(id)).Run;
        var begun = await app.UseAsync<ProcessBulkEntry, Guid?>(process => process.ProcessNextAsync(run, _ => { }, Ct));
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/orders/bulk/{id}");

        var stopped = (await page.SubmitAsync(Form)).ExpectStatus(HttpStatusCode.OK);
        Assert.Null(stopped.Document.QuerySelector(Form));
        Assert.Contains("stopped by Grace", stopped.Text, StringComparison.Ordinal);
        Assert.Contains("Stopped. Some refunds are still in progress.", stopped.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing was left to stop.", (await page.SubmitAsync(Form)).Text, StringComparison.Ordinal);
        await app.RunJobAsync<BulkJob>();
        await app.RunAllJobsAsync();

        var untouched = begun == first.Id ? second : first;
        var progress = await app.GetBulkProgressAsync(id);
        Assert.NotNull(progress.Run.FinishedAt);
        Assert.Equal((1, 0, 1), (progress.Done, progress.Skipped, progress.NotDone));
        Assert.Equal((untouched.Reference, true), progress.Problems.Select(p => (p.Reference, p.IsNotDone)).Single());
        Assert.Empty(await app.GetRefundsAsync(untouched));
        Assert.Equal(OrderStatus.Paid, (await app.ReloadAsync(untouched)).Status);
        Assert.Contains("Not done Stopped before it was processed", (await staff.OpenAsync(page.Path)).Text, StringComparison.Ordinal);
        Assert.Equal("orders.stopped", (await app.GetAuditTrailAsync(id))[^1].Action);
    }

    [Theory, OnBothDatabases]
    public async Task Stopped_while_the_job_runs_each_order_is_refunded_or_not_done(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var orders = new List<Order>();
        for (var i = 0; i < 8; i++)
        {
            orders.Add(await app.BuyAsync(show, "Standing", 1));
        }

        var id = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only([.. orders]));
        var job = Task.Run(app.RunJobAsync<BulkJob>, Ct);
        var stops = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Task.Run(() => app.UseAsync<StopBulkRun, bool>(stop => stop.StopAsync(id, Ct)), Ct))
        );
        await job;
        await app.RunJobAsync<BulkJob>();
        await app.RunAllJobsAsync();

        var progress = await app.GetBulkProgressAsync(id);
        Assert.True(stops.Count(stopped => stopped) <= 1);
        Assert.Equal(stops.Any(stopped => stopped), progress.NotDone > 0);
        Assert.Equal((orders.Count, 0), (progress.Done + progress.NotDone, progress.Failed + progress.Waiting));
        foreach (var order in orders)
        {
            var isNotDone = progress.Problems.Any(problem => problem.Reference == order.Reference);
            Assert.Equal(isNotDone ? 0 : 1, (await app.GetRefundsAsync(order)).Count);
        }
    }

    [OnPostgres]
    public async Task Stopping_waits_for_the_order_that_is_being_processed()
    {
        app = venues.On(DatabaseProvider.Postgres);
        var show = await app.PublishEventAsync();
        var (first, second) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(show, "Standing", 1));
        var id = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(first, second));
        var run = (await app.GetBulkProgressAsync(id)).Run;
        Task<bool>? stopping = null;
        var begun = await app.UseAsync<ProcessBulkEntry, Guid?>(process =>
            process.ProcessNextAsync(
                run,
                _ =>
                {
                    stopping = Task.Run(() => app.UseAsync<StopBulkRun, bool>(stop => stop.StopAsync(id, Ct)), Ct);
                    Assert.False(stopping.Wait(TimeSpan.FromMilliseconds(500), Ct), "It does not wait.");
                },
                Ct
            )
        );
        Assert.True(await stopping!);
        await app.RunJobAsync<BulkJob>();
        await app.RunAllJobsAsync();
        var progress = await app.GetBulkProgressAsync(id);
        Assert.Equal((1, 1), (progress.Done, progress.NotDone));
        Assert.Single(await app.GetRefundsAsync(begun == first.Id ? first : second));
    }
}
