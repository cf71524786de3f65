using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Ticketing.Tests.Support.Apps;

/// <summary>Receives traces, metrics and logs by OTLP over HTTP.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> received = [];
    private readonly WebApplication server;

    private OtlpCollector(WebApplication server) => this.server = server;

    public string Url { get; private set; } = "";

    /// <param name="signal">"traces", "metrics" or "logs".</param>
    /// <returns>The messages of Protocol Buffers, in which texts stand as they are.</returns>
    public string Read(string signal) =>
        string.Join('\n', received.Where(message => message.Signal == signal).Select(message => Encoding.UTF8.GetString(message.Body)));

    public async Task WaitForAsync(string signal, CancellationToken ct)
    {
        for (var tries = 0; received.All(message => message.Signal != signal); tries++)
        {
            Assert.True(tries < 400, $"No {signal} came.");
            await Task.Delay(25, ct);
        }
    }

    public static async Task<OtlpCollector> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var collector = new OtlpCollector(builder.Build());
        collector.server.Run(collector.ReceiveAsync);
        await collector.server.StartAsync(ct);
        collector.Url = collector.server.Urls.Single();
        return collector;
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        received.Enqueue((context.Request.Path.Value!.Split('/')[^1], body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
