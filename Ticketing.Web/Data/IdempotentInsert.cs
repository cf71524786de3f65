using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ticketing.Data;

/// <summary>
/// One statement that SQLite and PostgreSQL both know. Looking first would not do: between the look and the insert another transaction may
/// write the same, and the violated index would abort the whole transaction, a sale perhaps.
/// </summary>
internal static class IdempotentInsert
{
    /// <summary>Inside a write. Names and the form of the values are the model's, as for every other row.</summary>
    /// <param name="unique">The property of which each value is there once.</param>
    /// <returns>False where its value of <paramref name="unique"/> is taken.</returns>
    public static async Task<bool> InsertIfNewAsync<T>(this TicketingDbContext db, T entity, string unique, CancellationToken ct)
        where T : class
    {
        var row = db.Entry(entity);
        var names = db.GetService<ISqlGenerationHelper>();
        using var command = db.Database.GetDbConnection().CreateCommand();
        var properties = row.Metadata.GetProperties().ToList();
        var columns = properties.Select(p => names.DelimitIdentifier(p.GetColumnName()));
        var values = properties
            .Select((p, i) => p.GetRelationalTypeMapping().CreateParameter(command, $"@value{i}", row.Property(p).CurrentValue, p.IsNullable))
            .ToList();
        var key = row.Property(unique).Metadata.GetColumnName();
        var sql = $"INSERT INTO {names.DelimitIdentifier(row.Metadata.GetTableName()!)} ({string.Join(", ", columns)}) "
            + $"VALUES ({string.Join(", ", values.Select(v => v.ParameterName))}) ON CONFLICT ({names.DelimitIdentifier(key)}) DO NOTHING";
        return await db.Database.ExecuteSqlRawAsync(sql, values, ct) == 1;
    }
}
