using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data.Disk;

public sealed class DiskFullTests
{
    [Theory, OnBothDatabases]
    public async Task A_full_disk_is_an_outage_that_staff_and_probes_see_and_that_ends_by_itself(DatabaseProvider database)
    {
        await using var app = new FullDiskApp(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        using var staff = await app.SignInAsStaffAsync(Roles.Admin);
        using var buyer = app.NewBrowser();
        // The next request of staff wants to record that they were seen.
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        app.Disk.IsFull = true;

        var refused = (await buyer.ChooseTicketsAsync(show, ("Standing", 1))).ExpectStatus(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("We’re temporarily unavailable", refused.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await buyer.OpenAsync("/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await buyer.OpenAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.OK, (await buyer.OpenAsync($"/events/{show.Slug}")).Status);
        Assert.Contains("The disk is full: nothing can be sold or saved.", await AlarmAsync(staff), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.Lines, line => line.Level >= LogLevel.Error);
        await Assert.ThrowsAnyAsync<Exception>(() => app.RunJobAsync<DiskProbeJob>());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await buyer.OpenAsync("/health/ready")).Status);

        app.Disk.IsFull = false;
        await app.RunJobAsync<DiskProbeJob>();

        Assert.Equal(HttpStatusCode.OK, (await buyer.OpenAsync("/health/ready")).Status);
        Assert.Equal("", await AlarmAsync(staff));
        var checkout = (await buyer.ChooseTicketsAsync(show, ("Standing", 1))).ExpectStatus(HttpStatusCode.OK);
        Assert.StartsWith("/checkout/", checkout.Path, StringComparison.Ordinal);
        Assert.True((await app.FindOrderAsync(order.Reference))!.WasSold);
        await app.AssertInvariantsAsync();
    }

    private static async Task<string> AlarmAsync(Browser staff) =>
        (await staff.OpenAsync("/admin")).ExpectStatus(HttpStatusCode.OK).Document.QuerySelector(".alarm[aria-label=Disk]")?.TextContent
        ?? "";

    private sealed class FullDiskApp(DatabaseProvider database) : TicketingApp(database)
    {
        public FullDiskInterceptor Disk { get; } = new();

        public LogCollector Log { get; } = new();

        protected override void OverrideServices(IServiceCollection services)
        {
            Disk.AddTo(services);
            services.AddSingleton<ILoggerProvider>(Log);
        }
    }
}
