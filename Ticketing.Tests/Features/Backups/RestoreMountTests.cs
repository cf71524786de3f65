using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Backups.Restoring;
using Ticketing.Features.Backups.Writing;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

/// <summary>A folder of the storage folder may be a volume of its own: it cannot be renamed, nor a file renamed into it.</summary>
public sealed class RestoreMountTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.backup");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData("keys")]
    [InlineData("backups")]
    public async Task A_venue_whose_folder_is_a_mount_point_is_restored(string name)
    {
        await using var app = new TicketingApp();
        var mounted = Directory.CreateDirectory(Path.Combine(app.StorageFolder, name)).FullName;
        await using var disk = await SmallDisk.CreateAsync(mounted);
        Assert.SkipUnless(disk.IsMounted, "Only root may mount a small file system.");
        var show = await app.PublishEventAsync();
        var first = await app.BuyAsync(show, "Standing", 1);
        var code = (await app.GetTicketCodesAsync(first))[0];
        await app.UseAsync<WriteBackup>(backup => backup.WriteAsync(path, progress: null, Ct));
        await app.BuyAsync(show, "Standing", 1);
        var keys = Path.Combine(app.StorageFolder, "keys");
        await File.WriteAllTextAsync(Path.Combine(keys, "key-since.xml"), "<key />", Ct);

        SqliteConnection.ClearAllPools();
        await app.UseAsync<RestoreBackup>(restore => restore.RestoreAsync(path, Ct));

        await using var after = new TicketingApp().ShareDatabaseWith(app);
        var orders = await after.UseAsync<TicketingDbContext, List<string>>(db => db.Set<Order>().Select(o => o.Reference).ToListAsync(Ct));
        Assert.Equal([first.Reference], orders);
        Assert.Equal([code], await after.GetTicketCodesAsync(first));
        Assert.False(File.Exists(Path.Combine(keys, "key-since.xml")));
        Assert.Single(Directory.GetFiles(keys, "key-since.xml.replaced-*"));
        Assert.Empty(Directory.GetFileSystemEntries(app.StorageFolder, "*.staged-by-restore", SearchOption.AllDirectories));
    }
}
