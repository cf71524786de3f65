using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Metrics;
using Ticketing.Infrastructure.Telemetry;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

public sealed class DatabaseMetricTests
{
    private const string Count = "ticketing_database_statement_duration_seconds_count";

    [Theory, OnBothDatabases]
    public async Task Each_statement_and_commit_is_measured_once(DatabaseProvider database)
    {
        await using var app = new StatementRecordingApp(database);
        var show = await app.PublishEventAsync();
        app.Services.GetRequiredService<MetricsExport>().Start();
        app.Forget();
        await app.PlaceHoldAsync(show, "Standing", 1);

        var samples = await app.ScrapeAsync();

        Assert.True(app.CommitCount > 0);
        Assert.Equal(app.CommitCount, samples.GetSample(Count, "operation=\"commit\""));
        var statements = samples.GetSample(Count, "operation=\"read\"") + samples.GetSample(Count, "operation=\"write\"");
        Assert.Equal(app.Statements.Count, statements);
        Assert.Equal(0, samples.GetSample("ticketing_database_failures_total"));
    }

    [OnPostgres]
    public async Task A_database_that_cannot_be_reached_is_a_failure_each_time()
    {
        await using var app = new ProxiedPostgresApp();
        var queues = app.Services.GetRequiredService<QueueReadings>();
        app.Proxy.Cut();
        for (var i = 0; i < 8; i++)
        {
            await queues.RefreshIfOldAsync(TestContext.Current.CancellationToken);
            app.Clock.Advance(TimeSpan.FromSeconds(6));
        }

        Assert.InRange((await app.ScrapeAsync()).GetSample("ticketing_database_failures_total"), 8, 30);
    }
}
