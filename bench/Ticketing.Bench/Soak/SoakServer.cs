using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Bench.Soak;

/// <summary>The program in a process of its own, on SQLite in a temporary folder, with one event that does not sell out.</summary>
internal sealed class SoakServer : IAsyncDisposable
{
    private const int Capacity = 1_000_000;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ticketing-soak-");
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FindFreePort()}");

    public required string EventPath { get; init; }

    public required Guid TicketType { get; init; }

    public bool IsRunning => process is { HasExited: false };

    /// <summary>Resident, in bytes.</summary>
    public long Memory
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Of the write-ahead log, in bytes.</summary>
    public long LogSize => new FileInfo(DatabasePath + "-wal") is { Exists: true, Length: var length } ? length : 0;

    public long DatabaseSize => new FileInfo(DatabasePath).Length;

    private string DatabasePath => Path.Combine(folder.FullName, "ticketing.db");

    public static async Task<SoakServer> StartAsync(CancellationToken ct)
    {
        var show = CreateEvent();
        var server = new SoakServer { EventPath = $"/events/{show.Slug}", TicketType = show.TicketTypes[0].Id };
        await server.CreateDatabaseAsync(show, ct);
        server.process = Process.Start(server.CreateCommand())!;
        await server.WaitUntilReadyAsync(ct);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            using var signal = Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]);
            await process.WaitForExitAsync().WaitAsync(StopTimeout);
        }

        process?.Dispose();
        folder.Delete(recursive: true);
    }

    private static Event CreateEvent()
    {
        var now = TimeProvider.System.GetUtcNow();
        var show = new Event
        {
            Slug = "soak",
            Title = "Low Tide",
            Kind = "Folk",
            Summary = "One night only.",
            Description = "An evening at the venue.",
            Location = "The Blue Room",
            TimeZone = "Europe/London",
            Status = EventStatus.Active,
            DoorsAt = now.AddDays(27),
            StartsAt = now.AddDays(28),
            CreatedAt = now,
        };
        show.AddTicketType("Standing", 1400, Capacity);
        return show;
    }

    private async Task CreateDatabaseAsync(Event show, CancellationToken ct)
    {
        await using var venue = new BenchVenue(
            new BenchDatabase(DatabaseProvider.Sqlite, $"Data Source={DatabasePath};Default Timeout=10", folder.FullName)
        );
        await using (var scope = venue.CreateScope())
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(ct);
            var db = scope.ServiceProvider.GetRequiredService<TicketingDbContext>();
            db.Add(show);
            await db.SaveChangesAsync(ct);
        }

        SqliteConnection.ClearAllPools();
    }

    // As in production, but without limits per address: all visitors come from one.
    private ProcessStartInfo CreateCommand()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Ticketing.Web.dll")])
        {
            WorkingDirectory = folder.FullName,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["Storage__Directory"] = folder.FullName;
        start.Environment["Site__PublicBaseUrl"] = Address.ToString();
        start.Environment["Payments__Provider"] = "Sandbox";
        start.Environment["RateLimiting__Enabled"] = "false";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        start.Environment["Logging__LogLevel__Microsoft.AspNetCore"] = "Error";
        return start;
    }

    private async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = Address };
        while (IsRunning)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), ct);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100, ct);
        }

        throw new InvalidOperationException("The program ended.");
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
