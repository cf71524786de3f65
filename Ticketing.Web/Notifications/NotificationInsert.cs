using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Ticketing.Data;

namespace Ticketing.Notifications;

/// <summary>
/// One statement that SQLite and PostgreSQL both know. Looking first would not do: between the look and the insert another transaction may
/// queue the same, and the violated index would abort the sale that the message belongs to.
/// </summary>
internal static class NotificationInsert
{
    /// <summary>Inside a write. Names and the form of the values are the model's, as for every other row.</summary>
    /// <returns>1, or 0 where its <see cref="Notification.DedupeKey"/> is taken.</returns>
    public static Task<int> InsertIfNewAsync(this TicketingDbContext db, Notification notification, CancellationToken ct)
    {
        var row = db.Entry(notification);
        var names = db.GetService<ISqlGenerationHelper>();
        using var command = db.Database.GetDbConnection().CreateCommand();
        var properties = row.Metadata.GetProperties().ToList();
        var columns = properties.Select(p => names.DelimitIdentifier(p.GetColumnName()));
        var values = properties
            .Select((p, i) => p.GetRelationalTypeMapping().CreateParameter(command, $"@value{i}", row.Property(p).CurrentValue, p.IsNullable))
            .ToList();
        var key = row.Property(n => n.DedupeKey).Metadata.GetColumnName();
        var sql = $"INSERT INTO {names.DelimitIdentifier(row.Metadata.GetTableName()!)} ({string.Join(", ", columns)}) "
            + $"VALUES ({string.Join(", ", values.Select(v => v.ParameterName))}) ON CONFLICT ({names.DelimitIdentifier(key)}) DO NOTHING";
        return db.Database.ExecuteSqlRawAsync(sql, values, ct);
    }
}
