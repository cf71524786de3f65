using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
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

        var samples = await ScrapeAsync(app);

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

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<string[]> ScrapeAsync(TicketingApp app)
    {
        var answer = await app.Server.SendAsync(
            context =>
            {
                (context.Request.Method, context.Request.Path) = ("GET", "/metrics");
                context.Request.Headers.Host = "localhost";
                context.Connection.RemoteIpAddress = IPAddress.Loopback;
            },
            Ct
        );
        using var reader = new StreamReader(answer.Response.Body);
        return (await reader.ReadToEndAsync(Ct)).Split('\n');
    }
}
