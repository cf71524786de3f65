using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ticketing.Tests.Support.Backups;

/// <summary>A WebDAV server on loopback with its files in a temporary folder. Keeps what it received of a broken upload.</summary>
internal sealed class WebDavServer : IAsyncDisposable
{
    public const string Username = "venue";
    public const string Password = "pa:ss wörd";

    private const string Prefix = "/dav/";
    private static readonly XNamespace Dav = "DAV:";
    private static readonly string Login = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Username}:{Password}"));
    private readonly WebApplication app;
    private bool isDead;

    private WebDavServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, 0);
            server.Limits.MaxRequestBodySize = null;
        });
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("ticketing-webdav-").FullName;

    public string Url => app.Urls.Single() + Prefix;

    public static async Task<WebDavServer> StartAsync()
    {
        var server = new WebDavServer();
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Breaks every connection from now on, also those that are busy.</summary>
    public void Kill() => isDead = true;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (isDead)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode =
            context.Request.Headers.Authorization != Login ? 401
            : Find(context.Request.Path) is not { } path ? 404
            : context.Request.Method switch
            {
                "MKCOL" => CreateFolder(path),
                "PUT" => await ReceiveAsync(context, path),
                "MOVE" => Move(context, path),
                "DELETE" => Delete(path),
                "PROPFIND" when Directory.Exists(path) => 207,
                "GET" when File.Exists(path) => 200,
                _ => 404,
            };
        if (context.Response.StatusCode == 207)
        {
            await context.Response.WriteAsync(List(context.Request.Path, path: Find(context.Request.Path)!));
        }
        else if (context.Response.StatusCode == 200)
        {
            await context.Response.SendFileAsync(Find(context.Request.Path)!);
        }
    }

    private string? Find(string? address) =>
        address?.StartsWith(Prefix, StringComparison.Ordinal) == true ? Path.Combine(Root, address[Prefix.Length..].TrimEnd('/')) : null;

    private static int CreateFolder(string path)
    {
        if (Path.Exists(path))
        {
            return 405;
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            return 409;
        }

        Directory.CreateDirectory(path);
        return 201;
    }

    private async Task<int> ReceiveAsync(HttpContext context, string path)
    {
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            return 409;
        }

        await using var file = File.Create(path);
        var buffer = new byte[64 * 1024];
        try
        {
            while (await context.Request.Body.ReadAsync(buffer) is > 0 and var read)
            {
                await file.WriteAsync(buffer.AsMemory(0, read));
                if (isDead)
                {
                    context.Abort();
                    return 500;
                }
            }
        }
        catch (IOException)
        {
            // The client is gone.
        }

        return 201;
    }

    private int Move(HttpContext context, string path)
    {
        var destination = Find(new Uri(context.Request.Headers["Destination"].Single()!).AbsolutePath)!;
        if (File.Exists(destination) && context.Request.Headers["Overwrite"] == "F")
        {
            return 412;
        }

        File.Move(path, destination, overwrite: true);
        return 201;
    }

    private static int Delete(string path)
    {
        if (!File.Exists(path))
        {
            return 404;
        }

        File.Delete(path);
        return 204;
    }

    private static string List(string address, string path) =>
        new XElement(
            Dav + "multistatus",
            new DirectoryInfo(path)
                .EnumerateFileSystemInfos()
                .Prepend(new DirectoryInfo(path))
                .Select(item =>
                    Describe(item, item.FullName == path ? address : $"{address.TrimEnd('/')}/{Uri.EscapeDataString(item.Name)}")
                )
        ).ToString();

    private static XElement Describe(FileSystemInfo item, string address) =>
        new(
            Dav + "response",
            new XElement(Dav + "href", address),
            new XElement(
                Dav + "propstat",
                new XElement(
                    Dav + "prop",
                    new XElement(Dav + "getlastmodified", item.LastWriteTimeUtc.ToString("R", CultureInfo.InvariantCulture)),
                    item is FileInfo file
                        ? new XElement(Dav + "getcontentlength", file.Length)
                        : new XElement(Dav + "resourcetype", new XElement(Dav + "collection"))
                ),
                new XElement(Dav + "status", "HTTP/1.1 200 OK")
            )
        );
}
