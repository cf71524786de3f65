using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Insights.Exports;

namespace Ticketing.Bench.Benchmarks;

/// <summary>Exports the whole history and prints the live memory, which must not grow with its length.</summary>
internal sealed class ExportMemoryBenchmark(BenchmarkTarget small, BenchmarkTarget large, BenchOptions options)
{
    /// <summary>Live memory with the long history relative to the short one.</summary>
    private const double Limit = 1.5;

    private static readonly string[] Lists = ["orders", "attendees", "sales"];

    /// <returns>True if all are within the limit.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var isKept = true;
        foreach (var list in Lists.Where(list => $"export of {list}".Contains(options.Only, StringComparison.OrdinalIgnoreCase)))
        {
            var (few, many) = (await ExportAsync(list, small, ct), await ExportAsync(list, large, ct));
            var ratio = (double)many.Live / few.Live;
            isKept &= ratio <= Limit;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| export of {list} | {few.Rows:N0} rows, {few.Live / 1e6:0.0} MB live | {many.Rows:N0} rows, {many.Live / 1e6:0.0} "
                        + $"MB live, {many.Rows / many.Took.TotalSeconds:N0} rows/s | {ratio:0.00} | {Limit:0.00} | "
                        + $"{(ratio <= Limit ? "ok" : "OVER")} |"
                )
            );
        }

        return isKept;
    }

    private static async Task<(long Rows, long Live, TimeSpan Took)> ExportAsync(string list, BenchmarkTarget subject, CancellationToken ct)
    {
        await using var scope = subject.Venue.CreateScope();
        using var sink = new MemoryProbe();
        var watch = Stopwatch.StartNew();
        var filter = new ExportFilter(null, null, null);
        await scope.ServiceProvider.GetRequiredService<ExportWriter>().WriteAsync(list, filter, TableFormat.Standard, sink, ct);
        return (sink.Rows, sink.Live, watch.Elapsed);
    }

    /// <summary>Discards the output and measures live memory after each megabyte.</summary>
    private sealed class MemoryProbe : Stream
    {
        private const long BytesBetween = 1_000_000;
        private long taken;
        private long weighedAt;

        public long Rows { get; private set; } = -1; // excludes the header line

        public long Live { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => taken;

        public override long Position
        {
            get => taken;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Rows += buffer.Count((byte)'\n');
            taken += buffer.Length;
            if (taken - weighedAt >= BytesBetween || Live == 0)
            {
                weighedAt = taken;
                Live = Math.Max(Live, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Write(buffer.AsSpan(offset, count));
            return Task.CompletedTask;
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
