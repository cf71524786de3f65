using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Data.Postgres;

namespace Ticketing.Infrastructure.Data.SqliteCopy;

public abstract record CopyOutcome
{
    public sealed record Copied(IReadOnlyList<(string Name, long Rows)> Tables, int Keys) : CopyOutcome;

    /// <param name="Reason">Shown to the operator.</param>
    public sealed record Refused(string Reason) : CopyOutcome;
}

/// <summary>
/// Copies a SQLite venue into an empty PostgreSQL database, all or nothing. The keys are copied too, so that existing tickets and links
/// stay valid. Instants are truncated to microseconds.
/// </summary>
public sealed class CopyFromSqlite(
    PostgresTicketingDbContext target,
    DatabaseMigrator migrator,
    StorageFolder storage,
    IServiceProvider services
)
{
    private const string KeysTable = "data_protection_keys";
    private const string SigningKeysTable = "ticket_keys";
    private string currentTable = "";

    /// <param name="path">No server may be using the file: later sales would be lost.</param>
    public async Task<CopyOutcome> CopyAsync(string path, CancellationToken ct)
    {
        var (file, refusal) = await SqliteVenueFile.OpenAsync(path, services, ct);
        if (file is null)
        {
            return new CopyOutcome.Refused(refusal!);
        }

        await using (file)
        {
            await migrator.MigrateAsync(ct);
            return await CopyAsync(file, ct);
        }
    }

    private async Task<CopyOutcome> CopyAsync(SqliteVenueFile file, CancellationToken ct)
    {
        await target.Database.OpenConnectionAsync(ct);
        var connection = (NpgsqlConnection)target.Database.GetDbConnection();
        var tables = GetTablesInOrder(file, connection);
        try
        {
            return await target.WriteAsync(() => CopyTablesAsync(tables, connection, ct), outcome => outcome is CopyOutcome.Copied, ct);
        }
        catch (PostgresException error)
            when (error.SqlState.StartsWith("22", StringComparison.Ordinal) || error.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            return new CopyOutcome.Refused($"PostgreSQL does not take what stands in {currentTable}: {error.MessageText}");
        }
        finally
        {
            await target.Database.CloseConnectionAsync();
        }
    }

    private async Task<CopyOutcome> CopyTablesAsync(List<TableCopy> tables, NpgsqlConnection connection, CancellationToken ct)
    {
        // A running server can read, but sells nothing until the commit.
        await using (
            var locking = new NpgsqlCommand(
                $"LOCK TABLE {string.Join(", ", tables.Select(table => $"\"{table.Name}\""))} IN EXCLUSIVE MODE",
                connection
            )
        )
        {
            await locking.ExecuteNonQueryAsync(ct);
        }

        foreach (var table in tables.Where(table => !table.IsSeeded))
        {
            if (await table.HasRowsAsync(ct))
            {
                return new CopyOutcome.Refused(
                    $"The PostgreSQL database is not empty: there are rows in {table.Name}. Copy into a new one."
                );
            }
        }

        List<(string Name, long Rows)> copied = [];
        foreach (var table in tables)
        {
            currentTable = table.Name;
            copied.Add((table.Name, await table.CopyAsync(ct)));
        }

        var keys = await CopyKeysAsync(ct);
        return keys == 0 && copied.Any(table => table is { Name: SigningKeysTable, Rows: > 0 })
            ? new CopyOutcome.Refused(
                $"There are no keys in '{storage.GetPath("keys")}': the venue's tickets would be lost. Set Storage:Directory to the "
                    + "venue's own folder."
            )
            : new CopyOutcome.Copied(copied, keys);
    }

    /// <summary>Referenced tables come first. Keys are files on SQLite.</summary>
    private List<TableCopy> GetTablesInOrder(SqliteVenueFile file, NpgsqlConnection connection)
    {
        var from = file.Context.GetService<IDesignTimeModel>().Model.GetRelationalModel();
        var left = target.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.Where(table => table.Name != KeysTable).ToList();
        List<ITable> ordered = [];
        while (left.Count > 0)
        {
            var next = left.First(table =>
                table.ForeignKeyConstraints.All(key => key.PrincipalTable == table || !left.Contains(key.PrincipalTable))
            );
            left.Remove(next);
            ordered.Add(next);
        }

        return [.. ordered.Select(table => new TableCopy(from.FindTable(table.Name, schema: null)!, table, file, connection))];
    }

    private async Task<int> CopyKeysAsync(CancellationToken ct)
    {
        var folder = new DirectoryInfo(storage.GetPath("keys"));
        var known = (await target.Set<DataProtectionKey>().Select(key => key.FriendlyName).ToListAsync(ct)).ToHashSet();
        var files = folder.Exists ? folder.GetFiles("*.xml") : [];
        foreach (var file in files.Where(file => !known.Contains(Path.GetFileNameWithoutExtension(file.Name))))
        {
            await using var text = file.OpenRead();
            var key = await XElement.LoadAsync(text, LoadOptions.None, ct);
            target.Add(
                new DataProtectionKey
                {
                    FriendlyName = Path.GetFileNameWithoutExtension(file.Name),
                    Xml = key.ToString(SaveOptions.DisableFormatting),
                }
            );
        }

        await target.SaveChangesAsync(ct);
        return files.Length;
    }
}
