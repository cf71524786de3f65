using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Backups;
using Ticketing.Features.Backups.Archives;
using Ticketing.Features.Backups.Restoring;
using Ticketing.Features.Backups.Writing;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

/// <summary>Archives of a later version of the program, in a format that this one does not know, and altered manifests.</summary>
public sealed class ArchiveFormatTests : IDisposable
{
    private const string Passphrase = "correct horse battery staple";
    private const string UnknownFormat = "in a format that is not known here";
    private readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.backup");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(path);

    [Theory, OnEitherDatabase]
    public async Task A_later_format_is_refused(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await WriteAsync(app);
        ChangeManifest(manifest => manifest["format"] = 2);

        await AssertRefusedAsync(app, UnknownFormat);
    }

    /// <summary>Nothing else in it needs to be readable.</summary>
    [Theory, OnEitherDatabase]
    public async Task A_later_format_that_describes_itself_otherwise_is_refused_for_its_format(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await WriteAsync(app);
        ChangeManifest(manifest =>
        {
            manifest["format"] = 2;
            manifest["database"] = "SqlServer";
            manifest.Remove("facts");
        });

        await AssertRefusedAsync(app, UnknownFormat);
    }

    [Theory, OnEitherDatabase]
    public async Task A_later_format_is_refused_in_an_encrypted_archive(DatabaseProvider database)
    {
        await using var plain = new TicketingApp(database);
        await WriteAsync(plain);
        ChangeManifest(manifest => manifest["format"] = 2);
        await EncryptAsync();

        await using var app = new TicketingApp(database).Set("Backup:Passphrase", Passphrase).ShareDatabaseWith(plain);
        await AssertRefusedAsync(app, UnknownFormat);
    }

    [Theory, OnEitherDatabase]
    public async Task A_later_format_of_the_encryption_is_refused(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Backup:Passphrase", Passphrase);
        await WriteAsync(app);
        var file = await File.ReadAllBytesAsync(path, Ct);
        file["TICKETBK".Length] = 2;
        await File.WriteAllBytesAsync(path, file, Ct);

        await AssertRefusedAsync(app, "encrypted by another version of this program");
    }

    /// <summary>A wrong moment would let the recovery miss payments.</summary>
    [Theory, OnEitherDatabase]
    public async Task An_altered_manifest_is_refused(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await WriteAsync(app);
        ChangeManifest(manifest => manifest["createdAt"] = "2031-02-03T12:00:01+00:00");

        await AssertRefusedAsync(app, "The list of contents in this backup was altered.");
    }

    private async Task WriteAsync(TicketingApp app)
    {
        await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        await app.UseAsync<WriteBackup>(backup => backup.WriteAsync(path, progress: null, Ct));
    }

    private void ChangeManifest(Action<JsonObject> change)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update, Encoding.UTF8);
        var entry = zip.GetEntry("manifest.json")!;
        JsonObject manifest;
        using (var json = entry.Open())
        {
            manifest = JsonNode.Parse(json)!.AsObject();
        }

        change(manifest);
        entry.Delete();
        using var changed = new StreamWriter(zip.CreateEntry("manifest.json").Open());
        changed.Write(manifest.ToJsonString());
    }

    private async Task EncryptAsync()
    {
        using var encrypted = new MemoryStream();
        await using (var encryption = new EncryptingStream(encrypted, Passphrase))
        {
            encryption.Write(await File.ReadAllBytesAsync(path, Ct));
            await encryption.CompleteAsync(Ct);
        }

        await File.WriteAllBytesAsync(path, encrypted.ToArray(), Ct);
    }

    /// <summary>By "verify" and by "restore", which changes nothing.</summary>
    private async Task AssertRefusedAsync(TicketingApp app, string reason)
    {
        var refused = await Assert.ThrowsAsync<BackupFileException>(() =>
            app.UseAsync<VerifyBackup>(backup => backup.VerifyAsync(path, Ct))
        );
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);

        SqliteConnection.ClearAllPools();
        refused = await Assert.ThrowsAsync<BackupFileException>(() =>
            app.UseAsync<RestoreBackup>(restore => restore.RestoreAsync(path, Ct))
        );
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await app.UseAsync<TicketingDbContext, int>(db => db.Set<Order>().CountAsync(Ct)));
        Assert.Equal(
            0,
            await app.UseAsync<TicketingDbContext, int>(db => db.Set<Ticketing.Infrastructure.Data.Recovery.Restore>().CountAsync(Ct))
        );
    }
}
