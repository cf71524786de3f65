using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class DatabaseOutageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task Visitors_are_told_to_come_back_the_log_says_why_in_one_line_and_the_next_request_after_it_works()
    {
        await using var app = new ProxiedPostgresApp();
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync($"/events/{show.Slug}")).ExpectStatus(HttpStatusCode.OK);

        app.Proxy.Cut();
        var told = (await visitor.OpenAsync($"/events/{show.Slug}")).ExpectStatus(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("We’re temporarily unavailable", told.Document.QuerySelector("h1")!.TextContent);
        Assert.NotEmpty(told.Headers["Retry-After"]);
        Assert.DoesNotContain("Npgsql", told.Document.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        var line = Assert.Single(app.Log.Lines, l => l.Level >= LogLevel.Warning && l.Text.Contains("503", StringComparison.Ordinal));
        Assert.Contains("Connection refused", line.Text, StringComparison.Ordinal);
        Assert.Contains(told.Document.QuerySelector("code")!.TextContent, line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(show.Slug, line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.Lines, l => l.Level >= LogLevel.Warning && l.Error is not null);

        app.Proxy.Restore();
        (await visitor.OpenAsync($"/events/{show.Slug}")).ExpectStatus(HttpStatusCode.OK);
    }

    [OnPostgres]
    public async Task What_needs_no_database_goes_on_and_platforms_learn_that_it_is_alive_but_not_ready()
    {
        await using var app = new ProxiedPostgresApp();
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync("/health/ready")).ExpectStatus(HttpStatusCode.OK);

        app.Proxy.Cut();
        foreach (
            var path in (string[])
                ["/health/live", "/terms", "/privacy", "/imprint", "/find-us", "/theme.css", "/favicon.svg", "/robots.txt", "/css/site.css"]
        )
        {
            (await visitor.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
        }

        (await visitor.OpenAsync("/health/ready")).ExpectStatus(HttpStatusCode.ServiceUnavailable);
        Assert.DoesNotContain(app.Log.Lines, l => l.Level >= LogLevel.Error);
        app.Proxy.Restore();
        (await visitor.OpenAsync("/health/ready")).ExpectStatus(HttpStatusCode.OK);
    }

    [OnPostgres]
    public async Task A_restart_of_the_server_between_two_requests_is_not_noticed_by_readers_or_buyers()
    {
        const int Many = 12;
        await using var app = new ProxiedPostgresApp();
        var show = await app.PublishEventAsync();
        for (var restart = 0; restart < 3; restart++)
        {
            await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => ReadAsync(app, show.Slug)));
            app.Proxy.Restart();
            await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => ReadAsync(app, show.Slug)));
            app.Proxy.Restart();
            await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => app.PlaceHoldAsync(show, "Standing", 1)));
        }

        Assert.Equal(
            3 * Many,
            (
                await app.UseAsync<Ticketing.Features.Events.Catalog.EventCatalogue, Ticketing.Features.Events.Event>(c =>
                    c.GetAsync(show.Id, Ct)
                )
            ).Held
        );
        await app.AssertInvariantsAsync();
    }

    [OnPostgres]
    public async Task A_connection_that_ends_in_the_middle_of_a_write_loses_nothing_and_does_nothing_twice()
    {
        await using var app = new ProxiedPostgresApp();
        var show = await app.PublishEventAsync();

        app.Proxy.RestartAt("INSERT INTO holds");
        await app.PlaceHoldAsync(show, "Standing", 3);

        Assert.Equal(
            3,
            (
                await app.UseAsync<Ticketing.Features.Events.Catalog.EventCatalogue, Ticketing.Features.Events.Event>(c =>
                    c.GetAsync(show.Id, Ct)
                )
            ).Held
        );
        await app.AssertInvariantsAsync();
    }

    [OnPostgres]
    public async Task A_commit_that_nobody_confirmed_is_not_done_again()
    {
        await using var app = new ProxiedPostgresApp();
        var show = await app.PublishEventAsync();

        app.Proxy.RestartAt("COMMIT\0");
        var error = await Assert.ThrowsAnyAsync<Exception>(() => app.PlaceHoldAsync(show, "Standing", 3));

        Assert.True(DatabaseErrors.IsOutage(error));
        Assert.IsNotType<DatabaseBusyException>(error);
        await app.AssertInvariantsAsync();
    }

    [OnPostgres]
    public async Task An_unresponsive_server_runs_into_a_timeout()
    {
        await using var app = new ProxiedPostgresApp();
        app.Set(
            "ConnectionStrings:Ticketing",
            new NpgsqlConnectionStringBuilder(app.Proxy.ConnectionString)
            {
                CommandTimeout = 1,
                Timeout = 1,
                CancellationTimeout = 500,
            }.ConnectionString
        );
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync($"/events/{show.Slug}")).ExpectStatus(HttpStatusCode.OK);

        app.Proxy.Stall();
        (await visitor.OpenAsync($"/events/{show.Slug}")).ExpectStatus(HttpStatusCode.ServiceUnavailable);
        (await visitor.OpenAsync("/past")).ExpectStatus(HttpStatusCode.ServiceUnavailable);
        await Assert.ThrowsAnyAsync<Exception>(() => app.PlaceHoldAsync(show, "Standing", 1));

        app.Proxy.Resume();
        (await visitor.OpenAsync($"/events/{show.Slug}")).ExpectStatus(HttpStatusCode.OK);
        Assert.DoesNotContain(app.Log.Lines, l => l.Level >= LogLevel.Warning && l.Error is not null);
    }

    [OnPostgres]
    public async Task No_connection_left_in_the_pool_is_a_page_too()
    {
        await using var app = new ProxiedPostgresApp();
        var small = new NpgsqlConnectionStringBuilder(app.Proxy.ConnectionString) { MaxPoolSize = 1, Timeout = 1 };
        app.Set("ConnectionStrings:Ticketing", small.ConnectionString);
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync("/past")).ExpectStatus(HttpStatusCode.OK);

        var pooled = await app.UseAsync<TicketingDbContext, string>(db => Task.FromResult(db.Database.GetConnectionString()!));
        await using (var greedy = new NpgsqlConnection(pooled))
        {
            await greedy.OpenAsync(Ct);
            (await visitor.OpenAsync("/past")).ExpectStatus(HttpStatusCode.ServiceUnavailable);
            Assert.Equal(1, app.Log.Count("The connection pool has been exhausted"));
        }

        (await visitor.OpenAsync("/past")).ExpectStatus(HttpStatusCode.OK);
    }

    [OnPostgres]
    public async Task A_standby_that_takes_no_writes_sells_nothing_and_shows_what_it_can()
    {
        await using var app = new ProxiedPostgresApp();
        var show = await app.PublishEventAsync();
        await ExecuteAsync(app, "ALTER DATABASE \"{0}\" SET default_transaction_read_only = on");
        app.Proxy.Restart();
        using var visitor = app.NewBrowser();

        (await visitor.OpenAsync("/")).ExpectStatus(HttpStatusCode.OK);
        (await visitor.ChooseTicketsAsync(show, ("Standing", 1))).ExpectStatus(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(1, app.Log.Count("read-only transaction"));

        await ExecuteAsync(app, "ALTER DATABASE \"{0}\" RESET default_transaction_read_only");
        app.Proxy.Restart();
        (await visitor.ChooseTicketsAsync(show, ("Standing", 1))).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(true, PostgresErrorCodes.AdminShutdown)]
    [InlineData(true, PostgresErrorCodes.CannotConnectNow)]
    [InlineData(true, PostgresErrorCodes.TooManyConnections)]
    [InlineData(true, PostgresErrorCodes.DiskFull)]
    [InlineData(true, PostgresErrorCodes.InvalidPassword)]
    [InlineData(true, PostgresErrorCodes.InvalidCatalogName)]
    [InlineData(true, PostgresErrorCodes.ConnectionFailure)]
    [InlineData(true, PostgresErrorCodes.LockNotAvailable)]
    [InlineData(false, PostgresErrorCodes.UniqueViolation)]
    [InlineData(false, PostgresErrorCodes.UndefinedTable)]
    [InlineData(false, PostgresErrorCodes.CheckViolation)]
    [InlineData(false, PostgresErrorCodes.CharacterNotInRepertoire)]
    public void Only_server_problems_count_as_an_outage(bool outage, string state) =>
        Assert.Equal(
            outage,
            DatabaseErrors.IsOutage(new InvalidOperationException("Wrapped.", new PostgresException("Said.", "FATAL", "FATAL", state)))
        );

    [OnPostgres]
    public async Task Our_own_errors_keep_their_stack_trace_in_the_log_only()
    {
        await using var app = new ProxiedPostgresApp();
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync("/past")).ExpectStatus(HttpStatusCode.OK);
        await ExecuteAsync(app, "ALTER TABLE events RENAME COLUMN title TO heading");

        var told = (await visitor.OpenAsync("/past")).ExpectStatus(HttpStatusCode.InternalServerError);
        Assert.Contains(app.Log.Lines, l => l.Level == LogLevel.Error && l.Error is not null);
        string[] secrets = ["Exception", "Npgsql", "   at ", "Ticketing."];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, told.Document.DocumentElement.OuterHtml, StringComparison.Ordinal));
        Assert.Contains("default-src 'none'", told.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    private static async Task ReadAsync(ProxiedPostgresApp app, string slug)
    {
        using var visitor = app.NewBrowser();
        var page = await visitor.OpenAsync($"/events/{slug}");
        Assert.True(
            page.Status == HttpStatusCode.OK,
            string.Join(Environment.NewLine, app.Log.Lines.Where(l => l.Level >= LogLevel.Warning))
        );
    }

    /// <param name="sql">{0} is the database name.</param>
    private static async Task ExecuteAsync(ProxiedPostgresApp app, string sql)
    {
        var builder = new NpgsqlConnectionStringBuilder(app.Proxy.ConnectionString)
        {
            Pooling = false,
            Options = "-c default_transaction_read_only=off",
        };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql.Replace("{0}", builder.Database, StringComparison.Ordinal), connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
