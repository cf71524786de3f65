using System.Net;
using Microsoft.Extensions.Logging;
using Npgsql;
using Ticketing.Data;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Hosting;

public sealed class LosingTheDatabase
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task Visitors_are_told_to_come_back_the_log_says_why_in_one_line_and_the_next_request_after_it_works()
    {
        await using var app = new FarApp();
        var show = await app.PublishAsync();
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync($"/events/{show.Slug}")).Expect(HttpStatusCode.OK);

        app.Line.Cut();
        var told = (await visitor.OpenAsync($"/events/{show.Slug}")).Expect(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("We can’t answer right now", told.Document.QuerySelector("h1")!.TextContent);
        Assert.NotEmpty(told.Headers["Retry-After"]);
        Assert.DoesNotContain("Npgsql", told.Document.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        var line = Assert.Single(app.Log.Lines, l => l.Level >= LogLevel.Warning && l.Text.Contains("503", StringComparison.Ordinal));
        Assert.Contains("Connection refused", line.Text, StringComparison.Ordinal);
        Assert.Contains(told.Document.QuerySelector("code")!.TextContent, line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(show.Slug, line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.Lines, l => l.Level >= LogLevel.Warning && l.Error is not null);

        app.Line.Mend();
        (await visitor.OpenAsync($"/events/{show.Slug}")).Expect(HttpStatusCode.OK);
    }

    [OnPostgres]
    public async Task What_needs_no_database_goes_on_and_platforms_learn_that_it_is_alive_but_not_ready()
    {
        await using var app = new FarApp();
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync("/health/ready")).Expect(HttpStatusCode.OK);

        app.Line.Cut();
        foreach (var path in (string[])["/health/live", "/terms", "/privacy", "/find-us", "/theme.css", "/favicon.svg", "/robots.txt", "/css/site.css"])
        {
            (await visitor.OpenAsync(path)).Expect(HttpStatusCode.OK);
        }

        (await visitor.OpenAsync("/health/ready")).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.DoesNotContain(app.Log.Lines, l => l.Level >= LogLevel.Error);
        app.Line.Mend();
        (await visitor.OpenAsync("/health/ready")).Expect(HttpStatusCode.OK);
    }

    [OnPostgres]
    public async Task A_restart_of_the_server_between_two_requests_is_not_noticed_by_readers_or_buyers()
    {
        const int Many = 12;
        await using var app = new FarApp();
        var show = await app.PublishAsync();
        for (var restart = 0; restart < 3; restart++)
        {
            await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => ReadAsync(app, show.Slug)));
            app.Line.Restart();
            await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => ReadAsync(app, show.Slug)));
            app.Line.Restart();
            await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => app.HeldAsync(show, "Standing", 1)));
        }

        Assert.Equal(3 * Many, (await app.UseAsync<Ticketing.Events.Catalogue, Ticketing.Events.Event>(c => c.GetAsync(show.Id, Ct))).Held);
        await app.AssertInvariantsAsync();
    }

    [OnPostgres]
    public async Task A_connection_that_ends_in_the_middle_of_a_write_loses_nothing_and_does_nothing_twice()
    {
        await using var app = new FarApp();
        var show = await app.PublishAsync();

        app.Line.RestartAt("INSERT INTO holds");
        await app.HeldAsync(show, "Standing", 3);

        Assert.Equal(3, (await app.UseAsync<Ticketing.Events.Catalogue, Ticketing.Events.Event>(c => c.GetAsync(show.Id, Ct))).Held);
        await app.AssertInvariantsAsync();
    }

    [OnPostgres]
    public async Task A_commit_that_nobody_confirmed_is_not_done_again()
    {
        await using var app = new FarApp();
        var show = await app.PublishAsync();

        app.Line.RestartAt("COMMIT\0");
        var error = await Assert.ThrowsAnyAsync<Exception>(() => app.HeldAsync(show, "Standing", 3));

        Assert.True(DatabaseErrors.IsOutage(error));
        Assert.IsNotType<DatabaseBusyException>(error);
        await app.AssertInvariantsAsync();
    }

    [OnPostgres]
    public async Task A_server_that_falls_silent_is_not_waited_for_until_the_end_of_time()
    {
        await using var app = new FarApp();
        app.Set("ConnectionStrings:Ticketing", new NpgsqlConnectionStringBuilder(app.Line.ConnectionString)
        {
            CommandTimeout = 1, Timeout = 1, CancellationTimeout = 500,
        }.ConnectionString);
        var show = await app.PublishAsync();
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync($"/events/{show.Slug}")).Expect(HttpStatusCode.OK);

        app.Line.Silence();
        (await visitor.OpenAsync($"/events/{show.Slug}")).Expect(HttpStatusCode.ServiceUnavailable);
        (await visitor.OpenAsync("/past")).Expect(HttpStatusCode.ServiceUnavailable);
        await Assert.ThrowsAnyAsync<Exception>(() => app.HeldAsync(show, "Standing", 1));

        app.Line.Resume();
        (await visitor.OpenAsync($"/events/{show.Slug}")).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(app.Log.Lines, l => l.Level >= LogLevel.Warning && l.Error is not null);
    }

    [OnPostgres]
    public async Task No_connection_left_in_the_pool_is_a_page_too()
    {
        await using var app = new FarApp();
        var small = new NpgsqlConnectionStringBuilder(app.Line.ConnectionString) { MaxPoolSize = 1, Timeout = 1 };
        small.ApplicationName = "Ticketing";
        small.CommandTimeout = 15;
        app.Set("ConnectionStrings:Ticketing", small.ConnectionString);
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync("/past")).Expect(HttpStatusCode.OK);

        await using (var greedy = new NpgsqlConnection(small.ConnectionString))
        {
            await greedy.OpenAsync(Ct);
            (await visitor.OpenAsync("/past")).Expect(HttpStatusCode.ServiceUnavailable);
            Assert.Equal(1, app.Log.Count("The connection pool has been exhausted"));
        }

        (await visitor.OpenAsync("/past")).Expect(HttpStatusCode.OK);
    }

    [OnPostgres]
    public async Task A_standby_that_takes_no_writes_sells_nothing_and_shows_what_it_can()
    {
        await using var app = new FarApp();
        var show = await app.PublishAsync();
        await ExecuteAsync(app, "ALTER DATABASE \"{0}\" SET default_transaction_read_only = on");
        app.Line.Restart();
        using var visitor = app.NewBrowser();

        (await visitor.OpenAsync("/")).Expect(HttpStatusCode.OK);
        (await visitor.ChooseAsync(show, ("Standing", 1))).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(1, app.Log.Count("read-only transaction"));

        await ExecuteAsync(app, "ALTER DATABASE \"{0}\" RESET default_transaction_read_only");
        app.Line.Restart();
        (await visitor.ChooseAsync(show, ("Standing", 1))).Expect(HttpStatusCode.OK);
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
    public void Only_what_is_the_servers_own_trouble_counts_as_an_outage(bool outage, string state) =>
        Assert.Equal(outage, DatabaseErrors.IsOutage(new InvalidOperationException("Wrapped.", new PostgresException("Said.", "FATAL", "FATAL", state))));

    [OnPostgres]
    public async Task A_mistake_of_ours_keeps_its_stack_trace()
    {
        await using var app = new FarApp();
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync("/past")).Expect(HttpStatusCode.OK);
        await ExecuteAsync(app, "ALTER TABLE events RENAME COLUMN title TO heading");

        (await visitor.OpenAsync("/past")).Expect(HttpStatusCode.InternalServerError);
        Assert.Contains(app.Log.Lines, l => l.Level == LogLevel.Error && l.Error is not null);
    }

    private static async Task ReadAsync(FarApp app, string slug)
    {
        using var visitor = app.NewBrowser();
        var page = await visitor.OpenAsync($"/events/{slug}");
        Assert.True(page.Status == HttpStatusCode.OK, string.Join(Environment.NewLine, app.Log.Lines.Where(l => l.Level >= LogLevel.Warning)));
    }

    /// <param name="sql">{0} is the database name.</param>
    private static async Task ExecuteAsync(FarApp app, string sql)
    {
        var builder = new NpgsqlConnectionStringBuilder(app.Line.ConnectionString) { Pooling = false, Options = "-c default_transaction_read_only=off" };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql.Replace("{0}", builder.Database, StringComparison.Ordinal), connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
