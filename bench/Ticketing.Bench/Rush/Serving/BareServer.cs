using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ticketing.Bench.Rush.Serving;

/// <summary>Kestrel and nothing else: the limit for pages. It is this program, in a process of its own.</summary>
internal static class BareServer
{
    public const string Command = "bare-server";

    public static Task<ServerProcess> StartAsync(string bodyPath, string contentType, string encoding, CancellationToken ct)
    {
        var address = ServerProcess.CreateAddress();
        var program = Path.Combine(AppContext.BaseDirectory, "Ticketing.Bench.dll");
        var command = new ProcessStartInfo("dotnet", [program, Command, $"{address}", bodyPath, contentType, encoding]);
        return ServerProcess.StartAsync(command, address, "/", ct);
    }

    public static async Task<int> RunAsync(string address, string bodyPath, string contentType, string encoding)
    {
        var body = await File.ReadAllBytesAsync(bodyPath);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(context => SendAsync(context.Response, body, contentType, encoding));
        await app.RunAsync();
        return 0;
    }

    private static async Task SendAsync(HttpResponse response, byte[] body, string contentType, string encoding)
    {
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (encoding.Length > 0)
        {
            response.Headers.ContentEncoding = encoding;
        }

        await response.BodyWriter.WriteAsync(body);
    }
}
