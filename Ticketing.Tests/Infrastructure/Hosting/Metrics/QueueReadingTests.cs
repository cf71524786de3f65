using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Sqlite;
using Ticketing.Infrastructure.Hosting.Metrics;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting.Metrics;

public sealed class QueueReadingTests
{
    [Theory, OnBothDatabases]
    public async Task Queues_tell_what_is_overdue_and_for_how_long(DatabaseProvider database)
    {
        await using var app = new StatementRecordingApp(database);
        var show = await app.PublishEventAsync();
        await app.PlaceHoldAsync(show, "Standing", 1);
        await app.QueueMailAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(12));

        var samples = await app.ScrapeAsync();

        Assert.Contains("ticketing_queue_length{otel_scope_name=\"Ticketing\",queue=\"mails\"} 1", samples);
        Assert.Contains("ticketing_queue_oldest_age_seconds{otel_scope_name=\"Ticketing\",queue=\"mails\"} 720", samples);
        Assert.Contains("ticketing_queue_oldest_age_seconds{otel_scope_name=\"Ticketing\",queue=\"holds\"} 120", samples);
        Assert.Contains("ticketing_queue_length{otel_scope_name=\"Ticketing\",queue=\"refunds\"} 0", samples);
    }

    [Theory, OnEitherDatabase]
    public async Task They_are_read_with_one_statement_every_five_seconds(DatabaseProvider database)
    {
        await using var app = new StatementRecordingApp(database);
        await app.PublishEventAsync();
        var queues = app.Services.GetRequiredService<QueueReadings>();
        app.Forget();

        await Task.WhenAll(Enumerable.Repeat(0, 10).Select(_ => queues.RefreshIfOldAsync(Ct)));
        Assert.Single(app.Statements);

        app.Clock.Advance(TimeSpan.FromSeconds(6));
        await queues.RefreshIfOldAsync(Ct);
        Assert.Equal(2, app.Statements.Count);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_keeps_no_scrape_waiting()
    {
        await using var app = new SilentDatabaseApp();
        var queues = app.Services.GetRequiredService<QueueReadings>();
        app.Silence.IsOn = true;

        var first = queues.RefreshIfOldAsync(Ct);
        var second = queues.RefreshIfOldAsync(Ct);
        Assert.Equal((false, true, 1), (first.IsCompleted, second.IsCompletedSuccessfully, app.Silence.Count));
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await first.WaitAsync(TimeSpan.FromSeconds(30), Ct);

        // It is not asked again at once.
        await queues.RefreshIfOldAsync(Ct);
        Assert.Equal(1, app.Silence.Count);
        app.Silence.IsOn = false;
        app.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Contains(await app.ScrapeAsync(), IsQueueLength);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task If_they_cannot_be_read_all_else_is_shown(bool byJob)
    {
        await using var app = new BrokenQueueApp();
        var queues = app.Services.GetRequiredService<QueueReadings>();
        await queues.RefreshAsync(Ct);
        app.IsBroken = true;
        app.Clock.Advance(TimeSpan.FromSeconds(6));
        if (byJob)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => queues.RefreshAsync(Ct));
        }

        var samples = await app.ScrapeAsync();

        Assert.Contains(samples, line => line.StartsWith("ticketing_holds_placed_total", StringComparison.Ordinal));
        Assert.DoesNotContain(samples, IsQueueLength);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static bool IsQueueLength(string line) => line.StartsWith("ticketing_queue_length{", StringComparison.Ordinal);

    private sealed class BrokenQueueApp : TicketingApp
    {
        public bool IsBroken { get; set; }

        protected override void OverrideServices(IServiceCollection services) =>
            services.AddWatchedQueue(
                new("broken", (db, now) => IsBroken ? throw new InvalidOperationException() : db.Set<Hold>().Select(hold => hold.ExpiresAt))
            );
    }

    private sealed class SilentDatabaseApp : TicketingApp
    {
        public SilentDatabase Silence { get; } = new();

        protected override void OverrideServices(IServiceCollection services) =>
            services.ConfigureDbContext<SqliteTicketingDbContext>(options => options.AddInterceptors(Silence));
    }

    private sealed class SilentDatabase : DbCommandInterceptor
    {
        public bool IsOn { get; set; }

        public int Count { get; private set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            if (IsOn)
            {
                Count++;
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return result;
        }
    }
}
