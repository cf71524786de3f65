using System.Net;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Ticketing.Features.Demo;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.Startup;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class DatabaseStartupTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task The_program_says_so_on_every_page_and_opens_by_itself_when_the_database_is_there()
    {
        await using var app = new ProxiedPostgresApp();
        app.Set("Logging:LogLevel:Ticketing.Infrastructure.Hosting", "Information");
        app.Proxy.Cut();
        using var visitor = app.NewBrowser();
        foreach (var path in (string[])["/", "/events/anything", "/orders/find", "/sitemap.xml", "/health/ready"])
        {
            (await visitor.OpenAsync(path)).ExpectStatus(HttpStatusCode.ServiceUnavailable);
        }

        foreach (var path in (string[])["/health/live", "/theme.css", "/css/site.css", "/terms"])
        {
            (await visitor.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
        }

        var page = await visitor.OpenAsync("/");
        Assert.Equal("We’re temporarily unavailable", page.Document.QuerySelector("h1")!.TextContent);
        Assert.NotEmpty(page.Headers["Retry-After"]);
        (await visitor.OpenAsync("/no-such-page")).ExpectStatus(HttpStatusCode.NotFound);
        var more = app.Proxy.Connections;
        app.Proxy.Restore();
        await OpensAsync(app, visitor);

        (await visitor.OpenAsync("/")).ExpectStatus(HttpStatusCode.OK);
        Assert.True(app.Proxy.Connections > more);
        var waiting = Assert.Single(app.Log.Lines, l => l.Text.Contains("is unavailable", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, waiting.Level);
        Assert.Contains($"127.0.0.1:{app.Proxy.Port}", waiting.Text, StringComparison.Ordinal);
        Assert.Contains("Connection refused", waiting.Text, StringComparison.Ordinal);
        Assert.Equal(1, app.Log.Count("accepting requests"));
        Assert.DoesNotContain(app.Log.Lines, l => l.Level >= LogLevel.Warning && l.Error is not null);
    }

    [OnPostgres]
    public async Task Several_processes_that_start_at_once_on_an_empty_database_make_one_venue_and_share_its_keys()
    {
        var empty = PostgresServer.CreateEmptyDatabase();
        var processes = Enumerable
            .Range(0, 3)
            .Select(_ => new TicketingApp(DatabaseProvider.Postgres).Set("ConnectionStrings:Ticketing", empty).Set("Demo:Seed", "true"))
            .ToList();
        try
        {
            var answers = await Task.WhenAll(processes.Select(process => Task.Run(() => ReadyAsync(process), Ct)));

            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
            Assert.Equal(1, await processes[0].UseAsync<TicketingDbContext, int>(db => db.Set<DataProtectionKey>().CountAsync(Ct)));
            Assert.Equal(
                DemoProgramme.Events.Count(),
                await processes[0].UseAsync<TicketingDbContext, int>(db => db.Set<Event>().CountAsync(Ct))
            );
        }
        finally
        {
            foreach (var process in processes)
            {
                await process.DisposeAsync();
            }

            PostgresServer.DropDatabase(empty);
        }
    }

    [OnPostgres]
    public async Task The_real_process_waits_works_loses_the_database_and_works_again_with_one_line_for_each()
    {
        await using var venue = new TicketingApp(DatabaseProvider.Postgres);
        using var line = new DatabaseProxy(venue.ConnectionString!);
        line.Cut();
        using var program = new KillableProgram(
            venue,
            ("ConnectionStrings__Ticketing", line.ConnectionString + ";Password=TopSecret"),
            ("Notifications__PollInterval", "00:00:00.2"),
            ("Logging__LogLevel__Default", "Information"),
            ("Logging__LogLevel__Microsoft.AspNetCore", "Warning"),
            ("Logging__Console__FormatterName", "simple"),
            ("Logging__Console__FormatterOptions__SingleLine", "true")
        );
        await program.StartAsync(Ct, readyPath: "/health/live");
        await Task.Delay(DatabaseStartup.RetryDelay, Ct);
        line.Restore();
        await program.WaitForSuccessAsync("/health/ready", Ct);

        line.Cut();
        await SaidAsync(program, "First seen by");
        await Task.Delay(TimeSpan.FromSeconds(2), Ct);
        line.Restore();
        await SaidAsync(program, "is available again");
        await program.WaitForSuccessAsync("/", Ct);

        Assert.Single(program.Lines, l => l.Contains("Requests get 503", StringComparison.Ordinal));
        Assert.Single(program.Lines, l => l.Contains("accepting requests", StringComparison.Ordinal));
        Assert.Single(program.Lines, l => l.Contains("First seen by", StringComparison.Ordinal));
        Assert.Single(program.Lines, l => l.Contains("is available again", StringComparison.Ordinal));
        Assert.DoesNotContain(
            program.Lines,
            l => l.Contains("   at ", StringComparison.Ordinal) || l.Contains("TopSecret", StringComparison.Ordinal)
        );
    }

    [OnPostgres]
    public async Task Asked_to_migrate_it_says_why_it_did_not()
    {
        await using var venue = new TicketingApp(DatabaseProvider.Postgres);
        using var line = new DatabaseProxy(venue.ConnectionString!);
        line.Cut();
        var run = await TicketingProcess.RunAsync(
            ["migrate"],
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Storage__Directory"] = venue.StorageFolder,
                ["Site__PublicBaseUrl"] = "https://tickets.example",
                ["Database__Provider"] = "Postgres",
                ["ConnectionStrings__Ticketing"] = line.ConnectionString + ";Password=TopSecret",
            }
        );

        Assert.Equal(1, run.ExitCode);
        var said = Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(new NpgsqlConnectionStringBuilder(line.ConnectionString).Database!, said, StringComparison.Ordinal);
        Assert.Contains("Connection refused", said, StringComparison.Ordinal);
        Assert.DoesNotContain("TopSecret", said + run.Output, StringComparison.Ordinal);
    }

    private static async Task OpensAsync(ProxiedPostgresApp app, Browser visitor)
    {
        for (var tries = 0; (await visitor.OpenAsync("/health/ready")).Status != HttpStatusCode.OK; tries++)
        {
            Assert.True(tries < 200, "It does not open.");
            app.Clock.Advance(DatabaseStartup.RetryDelay);
            await Task.Delay(50, Ct);
        }
    }

    private static async Task<HttpStatusCode> ReadyAsync(TicketingApp process)
    {
        using var visitor = process.NewBrowser();
        return (await visitor.OpenAsync("/health/ready")).Status;
    }

    private static async Task SaidAsync(KillableProgram program, string text)
    {
        for (var waited = 0; !program.Lines.Any(l => l.Contains(text, StringComparison.Ordinal)); waited++)
        {
            Assert.True(waited < 300, $"It never said '{text}': {string.Join('\n', program.Lines)}");
            await Task.Delay(100, Ct);
        }
    }
}
