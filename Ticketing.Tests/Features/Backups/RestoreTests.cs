using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Backups.Archives;
using Ticketing.Features.Backups.Restoring;
using Ticketing.Features.Backups.Writing;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

public sealed class RestoreTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ticketing-backups-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, OnEitherDatabase]
    public async Task Tickets_and_links_from_before_are_good_after_a_restore(DatabaseProvider database)
    {
        await using var before = new TicketingApp(database);
        var show = await before.PublishEventAsync();
        var order = await before.BuyAsync(show, "Standing", 2);
        var (link, code) = (await before.CreateOrderLinkAsync(order), (await before.GetTicketCodesAsync(order))[0]);
        var path = await WriteAsync(before);
        var later = await before.BuyAsync(show, "Standing", 1);

        await RestoreAsync(before, path);

        await using var after = new TicketingApp(database).ShareDatabaseWith(before);
        Assert.Equal([order.Reference], await GetOrdersAsync(after));
        using var buyer = after.NewBrowser();
        Assert.NotNull((await buyer.OpenAsync(link)).ExpectStatus(HttpStatusCode.OK).Document.QuerySelector(".pass"));
        Assert.Equal([code], (await after.GetTicketCodesAsync(order)).Take(1));
        await after.AssertInvariantsAsync();
        Assert.NotEqual(order.Reference, later.Reference);
    }

    [Theory, OnEitherDatabase]
    public async Task Until_the_restore_is_finished_nothing_is_sold_or_scanned(DatabaseProvider database)
    {
        await using var before = new TicketingApp(database);
        var show = await before.PublishEventAsync();
        var code = await before.BuyTicketCodeAsync(show);
        var path = await WriteAsync(before);
        var later = await before.BuyAsync(show, "Standing", 1);
        await RestoreAsync(before, path);

        await using var after = new TicketingApp(database).ShareDatabaseWith(before);
        using var buyer = after.NewBrowser();
        var refused = await buyer.ChooseTicketsAsync(show, ("Standing", 1));
        refused.ExpectStatus(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("being restored", refused.Text, StringComparison.Ordinal);
        var unknown = (await buyer.OpenAsync($"/orders/{later.Reference}?token=abc")).ExpectStatus(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("being restored", unknown.Text, StringComparison.Ordinal);
        using var staff = await after.SignInAsStaffAsync();
        (await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).ScanAsync(code)).ExpectStatus(HttpStatusCode.ServiceUnavailable);
        Assert.True(await after.UseAsync<RecoveryState, bool>(state => state.IsClosedAsync(Ct)));
    }

    [Theory, OnBothDatabases]
    public async Task A_backup_is_restored_into_an_empty_place(DatabaseProvider database)
    {
        await using var lost = new TicketingApp(database);
        var show = await lost.PublishEventAsync();
        var order = await lost.BuyAsync(show, "Standing", 2);
        var code = (await lost.GetTicketCodesAsync(order))[0];
        var path = await WriteAsync(lost);

        // Started once: it has a database of its own, but nothing in it.
        await using var found = new TicketingApp(database);
        await RestoreAsync(found, path);

        await using var after = new TicketingApp(database).ShareDatabaseWith(found);
        Assert.Equal([order.Reference], await GetOrdersAsync(after));
        Assert.Equal([code], (await after.GetTicketCodesAsync(order)).Take(1));
    }

    [Theory, OnEitherDatabase]
    public async Task Backups_of_another_venue_or_a_newer_version_are_refused(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.SellAsync(await app.PublishEventAsync(), "Standing", 1);
        await using var other = new TicketingApp(database);
        await other.SellAsync(await other.PublishEventAsync(), "Standing", 1);
        var before = await GetOrdersAsync(app);

        Assert.Contains("another venue", await RefuseAsync(app, await WriteAsync(other)), StringComparison.Ordinal);
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () => db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '10')", Ct),
                Ct
            )
        );
        Assert.Contains("newer", await RefuseAsync(app, await WriteAsync(app)), StringComparison.Ordinal);
        Assert.Equal(before, await GetOrdersAsync(app));
    }

    [Fact]
    public async Task A_backup_of_the_other_database_is_refused()
    {
        PostgresServer.SkipIfUnavailable();
        await using var sqlite = new TicketingApp();
        _ = sqlite.Services;
        await using var postgres = new TicketingApp(DatabaseProvider.Postgres);

        Assert.Contains("Database:Provider is Postgres", await RefuseAsync(postgres, await WriteAsync(sqlite)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_is_replaced()
    {
        await using var app = new TicketingApp();
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var path = await WriteAsync(app);
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(
            Path.Combine(app.StorageFolder, "ticketing.db"),
            "not a database, but long enough to be taken for one",
            Ct
        );

        await RestoreAsync(app, path);

        await using var after = new TicketingApp().ShareDatabaseWith(app);
        Assert.Equal([order.Reference], await GetOrdersAsync(after));
    }

    [Fact]
    public async Task A_running_server_keeps_its_database()
    {
        await using var app = new TicketingApp();
        var path = await WriteAsync(app);
        await using var locked = File.Open(
            Path.Combine(app.StorageFolder, "server.lock"),
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.None
        );

        Assert.Contains("A server is running", await RefuseAsync(app, path), StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(TicketingApp app)
    {
        var path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.backup");
        await app.UseAsync<WriteBackup>(backup => backup.WriteAsync(path, progress: null, Ct));
        return path;
    }

    private static Task RestoreAsync(TicketingApp app, string path)
    {
        // The command runs in a process of its own.
        _ = app.Services;
        SqliteConnection.ClearAllPools();
        return app.UseAsync<RestoreBackup>(restore => restore.RestoreAsync(path, Ct));
    }

    private static async Task<string> RefuseAsync(TicketingApp app, string path) =>
        (await Assert.ThrowsAsync<BackupFileException>(() => RestoreAsync(app, path))).Message;

    private static Task<List<string>> GetOrdersAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<string>>(db => db.Set<Order>().Select(o => o.Reference).ToListAsync(Ct));
}
