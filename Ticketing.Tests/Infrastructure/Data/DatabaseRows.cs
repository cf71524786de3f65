using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Ticketing.Infrastructure.Data;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

/// <summary>All rows of a database, for comparing two.</summary>
internal static class DatabaseRows
{
    private static readonly MethodInfo Reader = typeof(DatabaseRows).GetMethod(
        nameof(ReadAsync),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    /// <returns>One line per row, by table.</returns>
    public static async Task<Dictionary<string, List<string>>> ReadAllAsync(TicketingDbContext db)
    {
        Dictionary<string, List<string>> tables = [];
        foreach (var entity in db.Model.GetEntityTypes().Where(e => !e.IsOwned()))
        {
            tables[entity.GetTableName()!] = await (Task<List<string>>)Reader.MakeGenericMethod(entity.ClrType).Invoke(null, [db, entity])!;
        }

        return tables;
    }

    private static async Task<List<string>> ReadAsync<T>(TicketingDbContext db, IEntityType entity)
        where T : class
    {
        var rows = await db.Set<T>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        return [.. rows.Select(row => Line(entity, row)).Order(StringComparer.Ordinal)];
    }

    private static string Line(IEntityType entity, object row) =>
        string.Join(
            " | ",
            entity
                .GetProperties()
                .Where(p => !p.IsShadowProperty())
                .Select(p => $"{p.Name}={Text(p.GetGetter().GetClrValue(row))}")
                .Concat(
                    entity
                        .GetNavigations()
                        .Where(n => n.TargetEntityType.IsOwned())
                        .Select(n => $"{n.Name}={{{Line(n.TargetEntityType, n.GetGetter().GetClrValue(row)!)}}}")
                )
        );

    private static string Text(object? value) =>
        value switch
        {
            null => "nothing",
            byte[] bytes => Convert.ToHexString(bytes),
            DateTimeOffset at => at.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            decimal number => number.ToString("0.#########", System.Globalization.CultureInfo.InvariantCulture),
            string[] many => string.Join(",", many),
            _ => $"{value.GetType().Name} {value}",
        };
}
