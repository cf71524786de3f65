using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.BulkOrders;

public sealed class ContinueBulkRunTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Form = "main form[action*=Continue]";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_stopped_run_goes_on_with_the_orders_that_were_not_done(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var (first, second, third) = (
            await app.BuyAsync(show, "Standing", 1),
            await app.BuyAsync(show, "Standing", 1),
            await app.BuyAsync(show, "Standing", 1)
        );
        var id = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(first, second, third));
        var run = (await app.GetBulkProgressAsync(id)).Run;
        await app.UseAsync<ProcessBulkEntry, Guid?>(process => process.ProcessNextAsync(run, _ => { }, Ct));
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/orders/bulk/{id}");
        Assert.Null(page.Document.QuerySelector(Form));
        var stopped = await page.SubmitAsync("main form[action*=Stop]");
        await app.RunJobAsync<BulkJob>();
        Assert.Equal("Continue with 2 orders", stopped.Document.QuerySelector($"{Form} button")!.TextContent);

        var resumed = (await stopped.SubmitAsync(Form)).ExpectStatus(HttpStatusCode.OK);
        Assert.Matches("stopped by Grace.+ continued by Grace", resumed.Text);
        Assert.Null(resumed.Document.QuerySelector(Form));
        Assert.Contains("already continued this", (await stopped.SubmitAsync(Form)).Text, StringComparison.Ordinal);
        await app.RunJobAsync<BulkJob>();
        await app.RunAllJobsAsync();

        var progress = await app.GetBulkProgressAsync(id);
        Assert.NotNull(progress.Run.FinishedAt);
        Assert.Equal((3, 0, 0), (progress.Done, progress.Skipped, progress.NotDone));
        foreach (var order in new[] { first, second, third })
        {
            Assert.Single(await app.GetRefundsAsync(order));
        }

        Assert.Contains("no orders are left", (await stopped.SubmitAsync(Form)).Text, StringComparison.Ordinal);
        var entry = (await app.GetAuditTrailAsync(id))[^1];
        Assert.Equal("orders.continued", entry.Action);
        Assert.Contains("\"orders\":2", entry.After, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Stopped_and_continued_while_the_job_runs_each_order_is_refunded_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var orders = new List<Order>();
        for (var i = 0; i < 8; i++)
        {
            orders.Add(await app.BuyAsync(show, "Standing", 1));
        }

        var id = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only([.. orders]));
        Assert.True(await app.UseAsync<StopBulkRun, bool>(stop => stop.StopAsync(id, Ct)));
        var digest = await app.GetRemainingDigestAsync(id);
        var jobs = Enumerable.Range(0, 2).Select(_ => Task.Run(app.RunJobAsync<BulkJob>, Ct)).ToList();
        var continued = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => app.ContinueBulkAsync(id, digest), Ct)));
        await Task.WhenAll(jobs);
        Assert.Single(continued, outcome => outcome == ContinueBulkOutcome.Continued);
        await app.RunJobAsync<BulkJob>();
        await app.RunAllJobsAsync();

        var progress = await app.GetBulkProgressAsync(id);
        Assert.Equal((8, 0), (progress.Done, progress.NotDone));
        Assert.NotNull(progress.Run.FinishedAt);
        foreach (var order in orders)
        {
            Assert.Single(await app.GetRefundsAsync(order));
        }
    }

    [OnPostgres]
    public async Task A_job_that_is_about_to_finish_the_run_sees_that_it_goes_on()
    {
        app = venues.On(DatabaseProvider.Postgres);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var id = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(order));
        Assert.True(await app.UseAsync<StopBulkRun, bool>(stop => stop.StopAsync(id, Ct)));
        var digest = await app.GetRemainingDigestAsync(id);
        var finishing = Task.CompletedTask;
        await app.UseAsync<IServiceProvider>(services =>
            services
                .GetRequiredService<TicketingDbContext>()
                .WriteAsync(
                    async () =>
                    {
                        var outcome = await services.GetRequiredService<ContinueBulkRun>().ContinueAsync(id, digest, Ct);
                        Assert.Equal(ContinueBulkOutcome.Continued, outcome);
                        finishing = Task.Run(app.RunJobAsync<BulkJob>, Ct);
                        Assert.NotSame(finishing, await Task.WhenAny(finishing, Task.Delay(TimeSpan.FromMilliseconds(500), Ct)));
                    },
                    Ct
                )
        );
        await finishing;
        Assert.Null((await app.GetBulkProgressAsync(id)).Run.FinishedAt);
        await app.RunJobAsync<BulkJob>();
        await app.RunAllJobsAsync();
        Assert.Equal(1, (await app.GetBulkProgressAsync(id)).Done);
    }

    [Theory, OnEitherDatabase]
    public async Task Orders_that_were_not_done_are_listed_page_by_page(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var orders = await app.InsertUnpaidOrdersAsync(show, BulkQueries.PageSize + 1, _ => new Buyer("Unpaid", "", ""));
        var id = await InsertRunAsync(orders);
        await app.UseAsync<StopBulkRun, bool>(stop => stop.StopAsync(id, Ct));
        using var staff = await app.SignInAsStaffAsync();

        var first = await staff.OpenAsync($"/admin/orders/bulk/{id}");
        Assert.Null(first.Document.QuerySelector(".pages [rel=prev]"));
        var last = await staff.OpenAsync(first.Document.QuerySelector(".pages [rel=next]")!.GetAttribute("href")!);
        Assert.Null(last.Document.QuerySelector(".pages [rel=next]"));
        Assert.Equal(
            orders.Select(order => order.Reference).Order(StringComparer.Ordinal),
            first
                .Document.QuerySelectorAll("tbody th a")
                .Concat(last.Document.QuerySelectorAll("tbody th a"))
                .Select(link => link.TextContent)
        );
        Assert.Single(last.Document.QuerySelectorAll("tbody tr"));
        Assert.Equal(last.Text, (await staff.OpenAsync($"/admin/orders/bulk/{id}?p=99")).Text);
        (await staff.OpenAsync(last.Document.QuerySelector(".pages [rel=prev]")!.GetAttribute("href")!)).ExpectStatus(HttpStatusCode.OK);
    }

    private async Task<Guid> InsertRunAsync(IReadOnlyList<Order> orders)
    {
        var (id, now) = (Guid.CreateVersion7(), app.Clock.GetUtcNow());
        await app.UseAsync<TicketingDbContext>(db =>
        {
            db.Add(
                new BulkRun
                {
                    Id = id,
                    Action = BulkAction.Resend,
                    Reason = "",
                    KeepBookingFee = false,
                    LeftOut = 0,
                    RequestedById = null,
                    RequestedBy = "Grace Hopper",
                    StartedAt = now,
                }
            );
            db.AddRange(
                orders.Select(order => new BulkEntry
                {
                    RunId = id,
                    OrderId = order.Id,
                    DueAt = now,
                })
            );
            return db.SaveChangesAsync(Ct);
        });
        return id;
    }
}
