namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>
/// Refuses a request body that stops arriving. Kestrel's own minimum rate is an average since the start: a large body may withhold its
/// last byte for hours.
/// </summary>
internal sealed class MinimumRateStream(Stream body, TimeProvider clock) : Stream
{
    /// <summary>Each must bring at least <see cref="MinBytes"/>, or the end.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    /// <summary>240 bytes a second, as in Kestrel.</summary>
    internal const int MinBytes = 5 * 240;

    private long windowStart = clock.GetTimestamp();
    private long windowBytes;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => body.Length;

    public override long Position
    {
        get => body.Position;
        set => throw new NotSupportedException();
    }

    /// <exception cref="BadHttpRequestException">Too slow.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = body.ReadAsync(buffer, stop.Token);
        var count = reading.IsCompletedSuccessfully ? reading.Result : await WaitAsync(reading.AsTask(), stop);
        windowBytes += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private async Task<int> WaitAsync(Task<int> reading, CancellationTokenSource stop)
    {
        while (true)
        {
            var rest = Window - clock.GetElapsedTime(windowStart);
            if (rest > TimeSpan.Zero)
            {
                using var timer = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
                await Task.WhenAny(reading, Task.Delay(rest, clock, timer.Token));
                await timer.CancelAsync();
            }

            if (reading.IsCompleted || stop.IsCancellationRequested)
            {
                return await reading;
            }

            await StartNextWindowAsync(reading, stop);
        }
    }

    private async Task StartNextWindowAsync(Task<int> reading, CancellationTokenSource stop)
    {
        if (windowBytes < MinBytes)
        {
            await stop.CancelAsync();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new BadHttpRequestException("The request body arrives too slowly.", StatusCodes.Status408RequestTimeout);
        }

        (windowStart, windowBytes) = (clock.GetTimestamp(), 0);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
