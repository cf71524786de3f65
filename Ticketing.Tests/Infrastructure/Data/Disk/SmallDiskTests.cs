using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data.Disk;

/// <summary>The disk of the real process fills up while it sells.</summary>
public sealed class SmallDiskTests(ITestOutputHelper output)
{
    private const int Buyers = 8;
    private const int Seed = 20261129;
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_stops_sales_without_losing_any_and_space_lets_them_go_on()
    {
        await using var app = new TicketingApp();
        await using var disk = await SmallDisk.CreateAsync(app);
        // Staff who were last seen a while ago: their next request wants to record that.
        app.Clock.AdjustTime(TimeProvider.System.GetUtcNow().AddMinutes(-10));
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100_000), new TicketTypeDraft("Last few", 2400, 40));
        using var signedIn = await app.SignInAsStaffAsync(Roles.Admin);
        using var program = new KillableProgram(
            app,
            ("Notifications__PollInterval", "00:00:00.2"),
            ("Logging__LogLevel__Default", "Error")
        );
        await program.StartAsync(Ct);
        using var staff = NewBrowser(program);
        staff.Jar.CopyFrom(signedIn.Jar);
        using var buyer = NewBrowser(program);
        var sandbox = await (await buyer.ChooseTicketsAsync(show, ("Standing", 2))).SubmitBuyerAsync();
        var crowd = new BuyingCrowd(program.Address, show);
        using var over = new CancellationTokenSource();
        var buying = crowd.BuyAsync(Buyers, Seed, over.Token);
        await crowd.WaitForSalesAsync(TestScale.Count(shortRun: 4, full: 100), Ct);

        var began = Stopwatch.GetTimestamp();
        await disk.FillAsync(program);
        await UntilAsync(() => Task.FromResult(crowd.ServerErrors.Count > 0), "no sale fails");
        var noticed = Stopwatch.GetElapsedTime(began);
        await AssertStoppedAsync(app, program, show, staff, disk);
        await sandbox.PayAsync("paid");

        began = Stopwatch.GetTimestamp();
        await disk.FreeAsync(program);
        await program.WaitForSuccessAsync("/health/ready", Ct);
        var recovered = Stopwatch.GetElapsedTime(began);
        Assert.DoesNotContain("The disk is full", await GetAlarmAsync(staff), StringComparison.Ordinal);
        (await sandbox.PayAsync("paid")).ExpectStatus(HttpStatusCode.OK);
        await crowd.WaitForSalesAsync(3, Ct);
        await over.CancelAsync();
        await buying;
        await crowd.ReturnAsync();
        Assert.Equal(0, await program.StopAsync(WaitTimeout));

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Mounted: {disk.IsMounted}. {crowd.Paid.Count} sales; the first failed {noticed.TotalSeconds:0.0} s after the disk "
                    + $"was full, {crowd.ServerErrors.Count} answers were 503, ready {recovered.TotalSeconds:0.0} s after there was space"
            )
        );
        Assert.All(crowd.ServerErrors, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status));
        Assert.DoesNotContain(program.Lines, line => line.Contains("Exception", StringComparison.Ordinal));
        await AssertNothingLostAsync(app, crowd);
    }

    private static Browser NewBrowser(KillableProgram program) =>
        new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, program.Address);

    private static async Task AssertStoppedAsync(TicketingApp app, KillableProgram program, Event show, Browser staff, SmallDisk disk)
    {
        BrowserPage? refused = null;
        await UntilAsync(
            async () =>
            {
                using var buyer = NewBrowser(program);
                refused = await buyer.ChooseTicketsAsync(show, ("Standing", 1));
                return refused.Status != HttpStatusCode.OK;
            },
            "tickets are still held"
        );
        refused!.ExpectStatus(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("We’re temporarily unavailable", refused.Document.QuerySelector("h1")!.TextContent);
        using var visitor = NewBrowser(program);
        await UntilAsync(
            async () => (await visitor.OpenAsync("/health/ready")).Status == HttpStatusCode.ServiceUnavailable,
            "the program says that it is ready"
        );
        (await visitor.OpenAsync("/health/live")).ExpectStatus(HttpStatusCode.OK);
        (await visitor.OpenAsync($"/events/{show.Slug}")).ExpectStatus(HttpStatusCode.OK);
        var alarm = await GetAlarmAsync(staff);
        Assert.Contains("The disk is full: nothing can be sold or saved.", alarm, StringComparison.Ordinal);
        Assert.Contains(
            disk.IsMounted ? $"on the disk of {app.StorageFolder}" : "Make space for the database",
            alarm,
            StringComparison.Ordinal
        );
    }

    private static async Task<string> GetAlarmAsync(Browser staff) =>
        (await staff.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK).Document.QuerySelector(".alarm[aria-label=Disk]")?.TextContent
        ?? "";

    private static async Task AssertNothingLostAsync(TicketingApp app, BuyingCrowd crowd)
    {
        await app.AssertInvariantsAsync();
        Assert.Empty(crowd.Paid.Except(await app.GetPaidSessionsAsync()));
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            Assert.Equal(
                "ok",
                await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS \"Value\" FROM pragma_integrity_check").SingleAsync(Ct)
            );
            Assert.False(await db.Set<Notification>().AnyAsync(n => n.Status == NotificationStatus.Dead, Ct));
        });
    }

    private static async Task UntilAsync(Func<Task<bool>> isTrue, string otherwise)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isTrue())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < WaitTimeout, $"After {WaitTimeout}, {otherwise}.");
            await Task.Delay(50, Ct);
        }
    }
}
