using Microsoft.Data.Sqlite;
using Ticketing.Features.Backups.Restoring;
using Ticketing.Features.Backups.Writing;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Backups;

/// <summary>The last backup of a venue.</summary>
public sealed class BackupFile : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.backup");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(path);

    public Task WriteAsync(TicketingApp app)
    {
        File.Delete(path);
        return app.UseAsync<WriteBackup>(backup => backup.WriteAsync(path, progress: null, Ct));
    }

    /// <returns>The restored venue, on the clock of the old one and with the same provider.</returns>
    public async Task<TicketingApp> RestoreAsync(StripeVenue before)
    {
        before.Clock.Advance(TimeSpan.FromMinutes(1));
        SqliteConnection.ClearAllPools();
        await before.UseAsync<RestoreBackup>(restore => restore.RestoreAsync(path, Ct));
        var after = new TicketingApp(before.Database).ShareDatabaseWith(before);
        after.UseStripe(before.Stripe);
        after.Clock.SetUtcNow(before.Clock.GetUtcNow());
        return after;
    }
}
