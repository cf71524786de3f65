using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Ticketing.Infrastructure.Telemetry;

/// <summary>
/// Counts from the start of the process, so that the first scrape also tells what happened before it. Costs one addition, and no more
/// if nobody ever reads it.
/// </summary>
/// <param name="label">Null if there is only one value, the empty text.</param>
public sealed class CumulativeCounter(string? label, IEnumerable<string> values)
{
    private readonly ConcurrentDictionary<string, StrongBox<long>> counts = new(
        values.Select(value => KeyValuePair.Create(value, new StrongBox<long>())),
        StringComparer.Ordinal
    );

    public void Add() => Add("");

    /// <param name="value">One of a few: never an id, nor text from a request.</param>
    public void Add(string value, long count = 1) => Interlocked.Add(ref counts.GetOrAdd(value, _ => new StrongBox<long>()).Value, count);

    internal IEnumerable<Measurement<long>> Read() =>
        counts.Select(count =>
            label is null
                ? new Measurement<long>(Interlocked.Read(ref count.Value.Value))
                : new Measurement<long>(Interlocked.Read(ref count.Value.Value), KeyValuePair.Create<string, object?>(label, count.Key))
        );
}
