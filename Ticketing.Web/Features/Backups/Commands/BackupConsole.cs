using System.Globalization;
using Ticketing.Features.Backups.Archives;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Disk;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Backups.Commands;

internal static class BackupConsole
{
    /// <returns>The exit code. Expected failures are printed as a sentence.</returns>
    public static async Task<int> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        catch (Exception error) when (error is BackupFileException or SnapshotException)
        {
            return Fail(error.Message);
        }
        catch (Exception error) when (DatabaseErrors.IsDiskFull(error) || DiskErrors.IsFull(error))
        {
            return Fail("There is not enough space on the disk.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Fail(error.Message);
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error))
        {
            return Fail($"The database cannot be used: {DatabaseErrors.Describe(error)}");
        }
    }

    public static int Fail(string reason)
    {
        Console.Error.WriteLine(reason);
        return 1;
    }

    public static void Describe(BackupManifest manifest)
    {
        var created = manifest.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        Console.WriteLine($"{manifest.VenueName}, {created} UTC, made by version {manifest.ProductVersion}, {manifest.Database}");
        foreach (var name in new[] { "events", "orders", "tickets" })
        {
            var rows = manifest.Facts.Tables.FirstOrDefault(table => table.Name == name)?.Rows ?? 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows, 12} {name}"));
        }

        foreach (var total in manifest.Facts.Money)
        {
            Console.WriteLine($"{new Money(total.Sold, total.Currency)} sold, {new Money(total.Refunded, total.Currency)} refunded");
        }
    }
}
