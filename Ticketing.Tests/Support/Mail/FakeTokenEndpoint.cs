using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ticketing.Tests.Support.Mail;

/// <summary>An OAuth token endpoint on loopback. Its tokens are "token-1", "token-2" and so on.</summary>
internal sealed class FakeTokenEndpoint : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeTokenEndpoint()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(server => server.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.MapPost("/token", AnswerAsync);
    }

    public string Url => app.Urls.Single() + "/token";

    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Requests { get; } = new();

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Answered instead of a token.</summary>
    public (int Status, string Body)? Refusal { get; set; }

    public static async Task<FakeTokenEndpoint> StartAsync()
    {
        var endpoint = new FakeTokenEndpoint();
        await endpoint.app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        Requests.Enqueue(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        var (status, body) =
            Refusal
            ?? (200, $$"""{"access_token":"token-{{Requests.Count}}","token_type":"Bearer","expires_in":{{(int)Lifetime.TotalSeconds}}}""");
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    }
}
