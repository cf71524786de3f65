using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ticketing.Tests.Support.Apps;

/// <param name="Address">Local address that the connection came to.</param>
internal sealed record ReceivedWebhook(string Id, string Timestamp, string Signature, string Body, IPAddress Address)
{
    public DateTimeOffset SentAt => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp, CultureInfo.InvariantCulture));
}

/// <summary>A program that receives webhooks, on all addresses of this machine.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedWebhook> received = [];
    private readonly WebApplication server;

    private WebhookReceiver(WebApplication server) => this.server = server;

    public int Port { get; private set; }

    public string Url { get; private set; } = "";

    public IReadOnlyList<ReceivedWebhook> Received => [.. received];

    /// <summary>By default 204.</summary>
    public Func<HttpContext, Task> Answer { get; set; } =
        context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        };

    public void AnswerWith(int status, string body = "") =>
        Answer = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        };

    /// <param name="certificate">Null for plain HTTP.</param>
    public static async Task<WebhookReceiver> StartAsync(CancellationToken ct, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                IPAddress.Any,
                0,
                listener =>
                {
                    if (certificate is not null)
                    {
                        listener.UseHttps(certificate);
                    }
                }
            )
        );
        var receiver = new WebhookReceiver(builder.Build());
        receiver.server.Run(receiver.ReceiveAsync);
        await receiver.server.StartAsync(ct);
        var address = new Uri(receiver.server.Urls.Single());
        receiver.Port = address.Port;
        receiver.Url = $"{address.Scheme}://127.0.0.1:{address.Port}/hooks";
        return receiver;
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = context.Request.Headers;
        received.Enqueue(
            new ReceivedWebhook(
                headers["webhook-id"].ToString(),
                headers["webhook-timestamp"].ToString(),
                headers["webhook-signature"].ToString(),
                body,
                context.Connection.LocalIpAddress!.MapToIPv4()
            )
        );
        await Answer(context);
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();
}
