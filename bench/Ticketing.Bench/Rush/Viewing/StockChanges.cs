using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Ticketing.Features.Events;

namespace Ticketing.Bench.Rush.Viewing;

/// <summary>
/// Changes the stock of an event 50 times a second, as another process would, until it is disposed. The price of the last ticket type
/// rises by a penny each time, so that an answer tells how old it is.
/// </summary>
internal sealed partial class StockChanges : IDisposable
{
    private const long FirstPrice = 20_00;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<long, long> writtenAt = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Task writing;
    private long price = FirstPrice;

    public StockChanges(BenchDatabase database, Event show) =>
        writing = Task.Run(() => WriteAsync(database, show.TicketTypes[^1].Id, stopping.Token));

    /// <summary>From when the next price was stored to when an answer with this one arrived.</summary>
    public TimeSpan MaxAge { get; private set; }

    public void Inspect(ReadOnlySpan<byte> answer)
    {
        var shown = Price()
            .Matches(Encoding.UTF8.GetString(answer))
            .Max(match => decimal.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        if (writtenAt.TryGetValue((long)(shown * 100) + 1, out var next) && Stopwatch.GetElapsedTime(next) is var age && age > MaxAge)
        {
            MaxAge = age;
        }
    }

    public void Dispose()
    {
        stopping.Cancel();
        writing.Wait();
        stopping.Dispose();
    }

    private async Task WriteAsync(BenchDatabase database, Guid ticketType, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var change = connection.CreateCommand();
        change.CommandText = "UPDATE ticket_types SET sold = 10 - sold, price = $price WHERE id = $id";
        change.Parameters.AddWithValue("$id", ticketType);
        var next = change.Parameters.AddWithValue("$price", price);
        using var timer = new PeriodicTimer(Interval);
        while (!ct.IsCancellationRequested)
        {
            next.Value = ++price;
            if (await change.ExecuteNonQueryAsync(CancellationToken.None) != 1)
            {
                throw new InvalidOperationException("The ticket type was not found.");
            }

            writtenAt[price] = Stopwatch.GetTimestamp();
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    [GeneratedRegex(@"£(\d+\.\d\d)")]
    private static partial Regex Price();
}
