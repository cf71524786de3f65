using Microsoft.Extensions.Time.Testing;
using Ticketing.Features.Backups.Targets;
using Ticketing.Features.Backups.Targets.WebDav;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Tests.Support.Backups;

internal sealed class WebDavStore : BackupStore
{
    private readonly WebDavServer server;

    private WebDavStore(WebDavServer server)
    {
        this.server = server;
        Target = CreateTarget(WebDavServer.Password);
    }

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public override IBackupTarget Target { get; }

    public override string Secret => WebDavServer.Password;

    public string Folder => Path.Combine(server.Root, "backups");

    public static async Task<WebDavStore> StartAsync() => new(await WebDavServer.StartAsync());

    public WebDavTarget CreateTarget(string password, string path = "backups") =>
        new(
            new BackupWebDavOptions
            {
                Url = server.Url + path,
                Username = WebDavServer.Username,
                Password = password,
            },
            Clock
        );

    public override IReadOnlyList<string> FindFiles() => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file))];

    public override void AddFile(string name)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "odd");
    }

    public override void Break() => server.Kill();

    public override async ValueTask DisposeAsync()
    {
        ((IDisposable)Target).Dispose();
        await server.DisposeAsync();
    }
}
