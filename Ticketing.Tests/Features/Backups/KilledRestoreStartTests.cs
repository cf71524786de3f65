using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

/// <summary>A restore was killed before its files counted.</summary>
public sealed class KilledRestoreStartTests
{
    private static readonly string[] OfSqlite = ["ticketing.db.staged-by-restore", "restore.ready.new", "keys/key-1.xml.staged-by-restore"];
    private static readonly string[] OfBoth = ["backups/.work-1/owner", "backups/.work-1/files/keys/key-1.xml"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_server_deletes_them_and_goes_on_with_the_old_venue(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var left = Leave(app, database);

        using var program = new KillableProgram(app, ("Backup__Schedule", "00:00:00"));
        await program.StartAsync(Ct);
        await program.KillAsync();

        Assert.DoesNotContain(left, File.Exists);
        Assert.Empty(Directory.GetDirectories(Path.Combine(app.StorageFolder, "backups")));
        Assert.NotNull(await app.FindOrderAsync(order.Reference));
    }

    [Fact]
    public async Task A_command_leaves_them_because_the_restore_may_still_be_running()
    {
        await using var app = new TicketingApp();
        await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var left = Leave(app, DatabaseProvider.Sqlite);
        await using var restoring = File.Open(
            Path.Combine(app.StorageFolder, "server.lock"),
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.None
        );

        var command = await TicketingProcess.RunAsync(
            ["migrate"],
            new()
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Storage__Directory"] = app.StorageFolder,
                ["Site__PublicBaseUrl"] = "https://tickets.example",
            }
        );

        Assert.True(command.ExitCode == 0, command.Errors);
        Assert.All(left, file => Assert.True(File.Exists(file), file));
    }

    private static List<string> Leave(TicketingApp app, DatabaseProvider database)
    {
        var left = OfBoth
            .Concat(database == DatabaseProvider.Sqlite ? OfSqlite : [])
            .Select(name => Path.Combine(app.StorageFolder, name))
            .ToList();
        foreach (var file in left)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "");
        }

        return left;
    }
}
