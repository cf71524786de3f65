using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Backups;
using Ticketing.Features.Backups.Archives;
using Ticketing.Features.Backups.Writing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

public sealed class BackupTests(ITestOutputHelper output) : IDisposable
{
    private const int Price = 1400;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ticketing-backups-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, OnBothDatabases]
    public async Task A_backup_is_of_one_moment_while_the_shop_sells(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Pricing:BookingFeePercent", "0").Set("Pricing:BookingFeeFixed", "0");
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", Price, 100_000));
        await app.SellAsync(show, "Standing", 2);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var sales = Enumerable.Range(0, 3).Select(_ => Task.Run(() => SellAsync(app, show, enough.Token), Ct)).ToList();

        List<long> orders = [];
        for (var i = 0; i < TestScale.Count(shortRun: 3, full: 30); i++)
        {
            var path = Path.Combine(folder.FullName, $"{i}.backup");
            await app.UseAsync<WriteBackup>(backup => backup.WriteAsync(path, progress: null, Ct));
            var facts = (await app.UseAsync<VerifyBackup, VerifiedBackup>(backup => backup.VerifyAsync(path, Ct))).Manifest.Facts;

            orders.Add(Count(facts, "orders"));
            Assert.Equal(2 * orders[^1], Count(facts, "tickets"));
            Assert.Equal(2 * orders[^1] * Price, Assert.Single(facts.Money).Sold);
        }

        await enough.CancelAsync();
        var sold = 0;
        foreach (var seller in sales)
        {
            sold += await seller;
        }

        output.WriteLine($"{database}: backups with {string.Join(", ", orders)} of {sold + 1} orders");
        Assert.True(orders[^1] > orders[0], "Nothing was sold meanwhile.");
        Assert.Equal(sold + 1, await app.UseAsync<TicketingDbContext, int>(db => db.Set<Ticketing.Features.Orders.Order>().CountAsync(Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task A_backup_with_a_passphrase_needs_it(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Backup:Passphrase", "correct horse battery staple");
        await app.SellAsync(await app.PublishEventAsync(), "Standing", 1);
        var path = await WriteAsync(app);
        await app.UseAsync<VerifyBackup>(backup => backup.VerifyAsync(path, Ct));

        await using var other = new TicketingApp(database).Set("Backup:Passphrase", "correct horse battery stable").ShareDatabaseWith(app);
        Assert.StartsWith("The passphrase is wrong", await RefuseAsync(other, path), StringComparison.Ordinal);
        var plain = await WriteAsync(new TicketingApp(database).ShareDatabaseWith(app), "plain.backup");
        Assert.Contains("is not encrypted", await RefuseAsync(app, plain), StringComparison.Ordinal);
        await using var without = new TicketingApp(database).ShareDatabaseWith(app);
        Assert.Contains("Set Backup:Passphrase", await RefuseAsync(without, path), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Cut_off_or_altered_files_are_refused(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.SellAsync(await app.PublishEventAsync(), "Standing", 1);
        var whole = await File.ReadAllBytesAsync(await WriteAsync(app), Ct);
        var random = new Random(20261129);
        for (var i = 0; i < TestScale.Count(shortRun: 6, full: 200); i++)
        {
            var cut = whole[..random.Next(whole.Length)];
            var path = Path.Combine(folder.FullName, $"cut-{i}");
            await File.WriteAllBytesAsync(path, cut, Ct);
            await RefuseAsync(app, path);

            var altered = (byte[])whole.Clone();
            altered[random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(path, altered, Ct);
            await AssertRefusedOrSameAsync(app, path, whole);
        }

        Assert.Contains("no backup", await RefuseAsync(app, typeof(BackupTests).Assembly.Location), StringComparison.Ordinal);
        Assert.Contains("There is no file", await RefuseAsync(app, Path.Combine(folder.FullName, "missing")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.Combine(app.StorageFolder, "backups")));
    }

    [Fact]
    public async Task A_backup_whose_keys_are_not_those_of_its_database_is_refused()
    {
        await using var app = new TicketingApp();
        await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var keys = Directory.GetFiles(Path.Combine(app.StorageFolder, "keys"), "*.xml");
        Assert.NotEmpty(keys);
        Array.ForEach(keys, File.Delete);

        Assert.Contains("the keys in it are not those", await RefuseAsync(app, await WriteAsync(app)), StringComparison.Ordinal);
    }

    private static async Task<int> SellAsync(TicketingApp app, Ticketing.Features.Events.Event show, CancellationToken ct)
    {
        var sold = 0;
        while (!ct.IsCancellationRequested)
        {
            await app.SellAsync(show, "Standing", 2);
            await Task.Delay(1, CancellationToken.None);
            sold++;
        }

        return sold;
    }

    private static long Count(Ticketing.Infrastructure.Data.Snapshots.DatabaseFacts facts, string table) =>
        facts.Tables.Single(t => t.Name == table).Rows;

    private async Task<string> WriteAsync(TicketingApp app, string name = "venue.backup")
    {
        var path = Path.Combine(folder.FullName, name);
        await app.UseAsync<WriteBackup>(backup => backup.WriteAsync(path, progress: null, Ct));
        return path;
    }

    /// <summary>Some bits say nothing about the contents, such as those of a date; some contents can be compressed in two ways.</summary>
    private static async Task AssertRefusedOrSameAsync(TicketingApp app, string path, byte[] whole)
    {
        var refusal = await Record.ExceptionAsync(() => app.UseAsync<VerifyBackup>(backup => backup.VerifyAsync(path, Ct)));
        if (refusal is null)
        {
            Assert.Equal(await ReadEntriesAsync(whole), await ReadEntriesAsync(await File.ReadAllBytesAsync(path, Ct)));
        }
        else
        {
            Assert.IsType<BackupFileException>(refusal);
        }
    }

    private static async Task<Dictionary<string, string>> ReadEntriesAsync(byte[] backup)
    {
        using var zip = new ZipArchive(new MemoryStream(backup));
        var entries = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            await using var content = entry.Open();
            entries[entry.FullName] = Convert.ToHexString(await SHA256.HashDataAsync(content, Ct));
        }

        return entries;
    }

    private static async Task<string> RefuseAsync(TicketingApp app, string path) =>
        (await Assert.ThrowsAsync<BackupFileException>(() => app.UseAsync<VerifyBackup>(backup => backup.VerifyAsync(path, Ct)))).Message;
}
