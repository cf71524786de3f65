using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class MinimumRateStreamTests
{
    private readonly Pipe network = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly FakeTimeProvider clock = new();
    private readonly byte[] buffer = new byte[100_000];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_stops_is_refused_however_fast_it_was()
    {
        await using var body = Open();
        await SendAsync(80_000);
        Assert.Equal(80_000, await body.ReadAsync(buffer, Ct));
        var rest = body.ReadAsync(buffer, Ct).AsTask();
        for (var window = 0; window < 100 && !rest.IsCompleted; window++)
        {
            clock.Advance(MinimumRateStream.Window);
            await Task.Delay(10, Ct);
        }

        var error = await Assert.ThrowsAsync<BadHttpRequestException>(() => rest.WaitAsync(TimeSpan.FromSeconds(10), Ct));
        Assert.Equal(StatusCodes.Status408RequestTimeout, error.StatusCode);
    }

    [Fact]
    public async Task A_body_that_drips_is_refused()
    {
        await using var body = Open();
        for (var second = 0; second < 4; second++)
        {
            await SendAsync(100);
            Assert.Equal(100, await body.ReadAsync(buffer, Ct));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        var rest = body.ReadAsync(buffer, Ct).AsTask();
        clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<BadHttpRequestException>(() => rest.WaitAsync(TimeSpan.FromSeconds(10), Ct));
    }

    [Fact]
    public async Task A_slow_but_steady_body_is_read_to_its_end()
    {
        await using var body = Open();
        var total = 0;
        for (var second = 0; second < 60; second++)
        {
            var read = body.ReadAsync(buffer, Ct).AsTask();
            clock.Advance(TimeSpan.FromSeconds(1));
            await SendAsync(MinimumRateStream.MinBytes / 4);
            total += await read;
        }

        await network.Writer.CompleteAsync();
        Assert.Equal(0, await body.ReadAsync(buffer, Ct));
        Assert.Equal(60 * MinimumRateStream.MinBytes / 4, total);
    }

    [Fact]
    public async Task A_cancelled_request_is_cancelled()
    {
        await using var body = Open();
        using var gone = new CancellationTokenSource();
        var read = body.ReadAsync(buffer, gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    private MinimumRateStream Open() => new(network.Reader.AsStream(), clock);

    private async Task SendAsync(int bytes) => await network.Writer.WriteAsync(new byte[bytes], Ct);
}
