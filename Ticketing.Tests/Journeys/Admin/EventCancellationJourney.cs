using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Cancellations;
using Ticketing.Features.Events;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class EventCancellationJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private static readonly int Sold = TestScale.Count(shortRun: 8, full: 24);

    [Fact]
    public async Task From_the_decision_to_the_refund()
    {
        var show = await App.PublishEventAsync("The last waltz", _ => { });
        var buyer = await ArriveAsync(Device.Phone);
        await buyer.BuyAsync(show);
        var order = buyer.Path;
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, $"/admin/events/{show.Id}/cancel");
        await Expect(staff.Heading()).ToHaveTextAsync("Cancel The last waltz?");
        await staff.Page.GetByLabel("Enter the event’s title to confirm").FillAsync("The last waltz");
        await staff.PressAsync(staff.Button("Cancel the event and refund 1 order"));
        await Expect(staff.Heading()).ToHaveTextAsync("The last waltz is cancelled");
        await Expect(staff.Page.GetByText("In progress. Sales have stopped")).ToBeVisibleAsync();

        // The page refreshes itself.
        await App.RunJobAsync<CancellationJob>();
        await App.RunJobAsync<RefundJob>();
        await App.RunJobAsync<CancellationJob>();
        await Expect(staff.Page.GetByText("Its one order is refunded")).ToBeVisibleAsync(new() { Timeout = 30_000 });

        await buyer.OpenAsync(order);
        await Expect(buyer.Heading()).ToHaveTextAsync("Your order has been refunded");
        await Expect(buyer.Page.Locator(".refunds")).ToContainTextAsync("£15.00 was refunded to your original payment method on");
        await Expect(buyer.Page.Locator(".pass.void")).ToHaveCountAsync(1);
        await LayoutChecks.AssertFitsAsync(buyer);
        await App.AssertInvariantsAsync();
    }

    [Fact]
    public async Task A_killed_process_resumes_the_cancellation()
    {
        await using var venue = new TicketingApp(DatabaseProvider.Sqlite);
        var show = await venue.PublishEventAsync("The last waltz", _ => { });
        // Development finds the style sheets in the source tree.
        using var program = new KillableProgram(venue, ("ASPNETCORE_ENVIRONMENT", "Development"), ("Demo__Seed", "false"));
        await program.StartAsync(Ct);
        await SellAsync(program.Address, show);

        // The kill must find work left, however fast the machine refunds. A due time beyond RefundJob.RetryDelay would count as due.
        await ExecuteAsync(
            venue,
            $"""
            CREATE TRIGGER half_must_wait AFTER INSERT ON refunds WHEN (SELECT count(*) FROM refunds) > {Sold / 2}
            BEGIN UPDATE refunds SET next_try_at = {DateTimeOffset.UtcNow.AddMinutes(30).UtcTicks} WHERE id = NEW.id; END
            """
        );
        var staff = await ArriveAsync(at: program.Address);
        var member = await venue.CreateStaffAsync();
        StaffActions.NextCode(member.Key, TimeProvider.System);
        await staff.OpenAsync($"/admin/events/{show.Id}/cancel");
        await staff.SignInAsync(member);
        await staff.Page.GetByLabel("Enter the event’s title to confirm").FillAsync("The last waltz");
        await staff.PressAsync(staff.Button($"Cancel the event and refund {Sold} orders"));
        await Expect(staff.Page.GetByText("In progress. Sales have stopped")).ToBeVisibleAsync();

        await LeaveAsync(staff);
        while (await CountRefundsAsync(venue, RefundStatus.Succeeded) == 0)
        {
            await Task.Delay(20, Ct);
        }

        await program.KillAsync();
        Assert.InRange(await CountRefundsAsync(venue, RefundStatus.Succeeded), 1, Sold / 2);
        await ExecuteAsync(venue, "DROP TRIGGER half_must_wait");
        await program.StartAsync(Ct);

        // Release the killed process's two-minute leases.
        await venue.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () => db.Set<Refund>().ExecuteUpdateAsync(set => set.SetProperty(r => r.NextTryAt, DateTimeOffset.UnixEpoch), Ct),
                ct: Ct
            )
        );
        await staff.OpenAsync($"/admin/events/{show.Id}/cancel");
        // What the killed process had claimed is due again after the two minutes of RefundJob.Lease.
        await Expect(staff.Page.GetByText($"All {Sold} orders are refunded")).ToBeVisibleAsync(new() { Timeout = 240_000 });
        await LeaveAsync(staff);
        Assert.Equal(Sold, await CountRefundsAsync(venue, RefundStatus.Succeeded));
        Assert.Equal(Sold, await venue.UseAsync<TicketingDbContext, int>(db => db.Set<SandboxRefund>().CountAsync(Ct)));
        await venue.AssertFullyRefundedAsync(show);
    }

    [Fact]
    public async Task Refund_and_cancellation_pages_are_accessible()
    {
        var show = await App.PublishEventAsync("A room full of refunds", _ => { });
        var order = await App.BuyAsync(show, "Standing", 3);
        var refused = await App.BuyAsync(show, "Seated", 1, "bob+refund-fails@example.com");
        var visitor = await ArriveAsync();
        await visitor.SignInAsync(App, $"/admin/orders/{order.Reference}/refund");
        await visitor.AssertAccessibleAsync();
        await visitor.Page.GetByLabel("Reason").FillAsync("Ill, and asked by phone");
        await visitor.Page.GetByLabel("All 3 valid tickets").CheckAsync();
        await visitor.Page.GetByLabel("Standing, ticket 2 of 3").UncheckAsync();
        await Expect(visitor.Page.GetByLabel("All 3 valid tickets")).Not.ToBeCheckedAsync();
        await Expect(visitor.Page.Locator("#review")).ToHaveTextAsync("Refund £30.00");
        await visitor.AssertAccessibleAsync();
        await visitor.PressAsync(visitor.Button("Refund £30.00"));
        await Expect(visitor.Page.Locator("#refunds")).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.OpenAsync($"/admin/events/{show.Id}/cancel");
        await visitor.AssertAccessibleAsync();
        await App.CancelAsync(show, "Nadia has lost her voice.");
        for (var pass = 0; pass < 2; pass++)
        {
            await App.RunJobAsync<CancellationJob>();
            await App.RunJobAsync<RefundJob>();
        }

        await App.RunJobAsync<CancellationJob>();
        await visitor.OpenAsync($"/admin/events/{show.Id}/cancel");
        await Expect(visitor.Page.Locator("#failures")).ToHaveTextAsync("1 order needs you");
        await visitor.AssertAccessibleAsync();
        await visitor.OpenAsync("/admin/refunds");
        await Expect(visitor.Link(refused.Reference)).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync();
    }

    /// <summary>Before the server is killed: the page loads files, and refreshes itself.</summary>
    private static async Task LeaveAsync(Visitor staff)
    {
        await staff.Page.WaitForLoadStateAsync();
        await staff.Page.GotoAsync("about:blank");
    }

    private static Task SellAsync(Uri address, Event show) =>
        Parallel.ForAsync(
            0,
            Sold,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (_, _) =>
            {
                using var buyer = new Browser(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, address);
                await buyer.BuyAsync(show);
            }
        );

    private static Task ExecuteAsync(TicketingApp venue, string sql) =>
        venue.UseAsync<TicketingDbContext>(db => db.WriteAsync(() => db.Database.ExecuteSqlRawAsync(sql, Ct), ct: Ct));

    private static Task<int> CountRefundsAsync(TicketingApp venue, RefundStatus status) =>
        venue.UseAsync<TicketingDbContext, int>(db => db.Set<Refund>().CountAsync(r => r.Status == status, Ct));
}
