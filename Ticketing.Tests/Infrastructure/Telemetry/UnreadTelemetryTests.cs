using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Telemetry;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Telemetry;

/// <summary>Most venues never read any.</summary>
[Collection(MeasuredJourneys.Collection)]
public sealed class UnreadTelemetryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_started_and_nothing_stored()
    {
        await using var app = new TicketingApp();
        using var buyer = app.NewBrowser();
        await buyer.BuyAsync(await app.PublishEventAsync());
        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.False(app.Services.GetRequiredService<MetricsExport>().IsStarted);
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            Assert.Equal([null], await db.Set<Hold>().Select(h => h.TraceParent).ToListAsync(Ct));
            Assert.Equal([null], await db.Set<Notification>().Select(n => n.TraceParent).ToListAsync(Ct));
        });
    }

    [Fact]
    public async Task The_program_loads_no_exporter_and_writes_only_JSON_if_told_so()
    {
        await using var venue = new TicketingApp();
        using var program = new KillableProgram(venue, ("Logging__Json", "true"), ("Logging__LogLevel__Default", "Information"));
        await program.StartAsync(Ct);
        if (OperatingSystem.IsLinux())
        {
            Assert.DoesNotContain(
                "OpenTelemetry.Exporter",
                await File.ReadAllTextAsync($"/proc/{program.ProcessId}/maps", Ct),
                StringComparison.Ordinal
            );
        }

        await program.StopAsync(TimeSpan.FromSeconds(30));
        var lines = program.Lines.Where(line => line.Length > 0).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }
}
