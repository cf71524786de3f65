using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ticketing.Infrastructure.Data;

/// <summary>Works on both databases. A check before the insert would race, and a unique violation aborts the whole transaction.</summary>
internal static class IdempotentInsert
{
    /// <summary>Must run inside a write.</summary>
    /// <returns>False if the value of <paramref name="unique"/> is taken.</returns>
    public static async Task<bool> InsertIfNewAsync<T>(this TicketingDbContext db, T entity, string unique, CancellationToken ct)
        where T : class
    {
        var row = db.Entry(entity);
        var names = db.GetService<ISqlGenerationHelper>();
        using var command = db.Database.GetDbConnection().CreateCommand();
        var properties = row.Metadata.GetProperties().ToList();
        var columns = properties.Select(p => names.DelimitIdentifier(p.GetColumnName()));
        var values = properties
            .Select(
                (p, i) => p.GetRelationalTypeMapping().CreateParameter(command, $"@value{i}", row.Property(p).CurrentValue, p.IsNullable)
            )
            .ToList();
        var key = row.Property(unique).Metadata.GetColumnName();
        var sql =
            $"INSERT INTO {names.DelimitIdentifier(row.Metadata.GetTableName()!)} ({string.Join(", ", columns)}) "
            + $"VALUES ({string.Join(", ", values.Select(v => v.ParameterName))}) ON CONFLICT ({names.DelimitIdentifier(key)}) DO NOTHING";
        return await db.Database.ExecuteSqlRawAsync(sql, values, ct) == 1;
    }
}
