using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ticketing.Tests.Support.Backups;

/// <summary>An HTTP server on loopback that answers as a test says.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private ScriptedServer(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(server => server.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(async context =>
        {
            var request = context.Request;
            Requests.Enqueue($"{request.Method} {request.Path}{request.QueryString}");
            Logins.Enqueue(request.Headers.Authorization.ToString());
            await request.Body.CopyToAsync(Stream.Null);
            await answer(context);
        });
    }

    public string Url => app.Urls.Single();

    public ConcurrentQueue<string> Requests { get; } = new();

    public ConcurrentQueue<string> Logins { get; } = new();

    public static async Task<ScriptedServer> StartAsync(RequestDelegate answer)
    {
        var server = new ScriptedServer(answer);
        await server.app.StartAsync();
        return server;
    }

    public static Task<ScriptedServer> StartAsync(int status, string body = "", params (string Name, string Value)[] headers) =>
        StartAsync(context => AnswerAsync(context, status, body, headers));

    public static Task AnswerAsync(HttpContext context, int status, string body = "", params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(body);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
