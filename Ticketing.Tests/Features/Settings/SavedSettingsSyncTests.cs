using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ticketing.Features.Settings;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Settings;

/// <summary>Saved settings reach other processes and survive a restart.</summary>
public sealed class SavedSettingsSyncTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Another_process_follows_with_its_next_look_and_one_that_starts_begins_with_it(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        await using var other = new TicketingApp(database).ShareDatabaseWith(app);
        using var visitor = other.NewBrowser();
        Assert.Equal("The Blue Room", await MarkAsync(visitor));
        await superAdmin.SaveAsync("venue", ("VenueName", "The Green Room"), ("AccentColor", "#0a7d3c"));
        await superAdmin.SaveAsync("checkout", ("Lifetime", "3"), ("PhoneRequired", "true"));

        // A process that has not yet applied the new colours must not let browsers cache the old ones under the new URL.
        using (var early = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/theme.css?v=0a7d3c")))
        {
            Assert.True(early.Headers.CacheControl!.NoCache);
        }

        await other.RunJobAsync<SyncSavedSettingsJob>();
        Assert.Equal("The Green Room", await MarkAsync(visitor));
        using (var late = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/theme.css?v=0a7d3c")))
        {
            Assert.Equal(TimeSpan.FromMinutes(5), late.Headers.CacheControl!.MaxAge);
            Assert.Contains("#0a7d3c", await late.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        Assert.Equal(TimeSpan.FromMinutes(3), other.Services.GetRequiredService<IOptionsMonitor<HoldOptions>>().CurrentValue.Lifetime);
        await using var restarted = new TicketingApp(database).ShareDatabaseWith(app);
        using var later = restarted.NewBrowser();
        Assert.Equal("The Green Room", await MarkAsync(later));
        Assert.True(restarted.Services.GetRequiredService<IOptionsMonitor<CheckoutOptions>>().CurrentValue.PhoneRequired);
    }

    [Theory, OnEitherDatabase]
    public async Task A_process_looks_every_second_by_itself(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        await using var other = new PollingApp(database).ShareDatabaseWith(app);
        using var visitor = other.NewBrowser();
        await superAdmin.SaveAsync("venue", ("VenueName", "The Green Room"));
        var mark = "";
        for (var tries = 0; mark != "The Green Room" && tries < 100; tries++)
        {
            other.Clock.Advance(SyncSavedSettingsJob.Interval);
            await Task.Delay(50, Ct);
            mark = await MarkAsync(visitor);
        }

        Assert.Equal("The Green Room", mark);
    }

    [Theory, OnEitherDatabase]
    public async Task What_has_become_invalid_is_ignored_logged_and_shown(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        await superAdmin.SaveAsync("venue", ("VenueName", "The Green Room"));
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                async () =>
                {
                    db.AddRange(
                        new SavedSetting { Key = "Pricing:TaxRatePercent", Value = "a fifth" },
                        new SavedSetting { Key = "Site:AccentColor", Value = "red;}" },
                        new SavedSetting { Key = "Site:PublicBaseUrl", Value = "https://evil.example" }
                    );
                    await db.SaveChangesAsync(Ct);
                },
                Ct
            )
        );

        await using var restarted = new PollingApp(database).ShareDatabaseWith(app);
        using var visitor = restarted.NewBrowser();
        Assert.Equal("The Green Room", await MarkAsync(visitor));
        Assert.Equal(
            (20m, "https://tickets.example"),
            (
                restarted.Services.GetRequiredService<IOptionsMonitor<PricingOptions>>().CurrentValue.TaxRatePercent,
                restarted.Services.GetRequiredService<IOptionsMonitor<SiteOptions>>().CurrentValue.PublicBaseUrl
            )
        );
        Assert.Equal(3, ((PollingApp)restarted).Log.Count("is ignored"));
        var money = await superAdmin.OpenAsync("/admin/settings/money");
        Assert.Equal(3, money.Document.QuerySelectorAll(".notice.ignored li").Length);

        // Saving the form discards ignored values.
        (await money.SubmitAsync(SettingsSteps.Form)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(2, (await superAdmin.OpenAsync("/admin/settings/money")).Document.QuerySelectorAll(".notice.ignored li").Length);
    }

    private static async Task<string> MarkAsync(Browser visitor) =>
        (await visitor.OpenAsync("/find-us")).ExpectStatus(HttpStatusCode.OK).Document.QuerySelector("a.mark")!.TextContent;

    /// <summary>Runs the background job, which tests normally disable.</summary>
    private sealed class PollingApp(DatabaseProvider database) : TicketingApp(database)
    {
        public LogCollector Log { get; } = new();

        protected override void OverrideServices(IServiceCollection services) =>
            services.AddSingleton<ILoggerProvider>(Log).AddBackgroundJob<SyncSavedSettingsJob>(SyncSavedSettingsJob.Interval);
    }
}
