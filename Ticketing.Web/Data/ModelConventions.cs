using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Data;

/// <summary>
/// What holds for every table: snake_case names, so that operators can type them unquoted on either database, and
/// enumerations stored by name under a CHECK that knows the names.
/// </summary>
internal static class ModelConventions
{
    private const string ByBytes = "Ticketing:ComparedByBytes";

    /// <summary>For columns that are searched by their beginning: their index is in the order of their bytes on either database.</summary>
    public static PropertyBuilder<string> ComparedByBytes(this PropertyBuilder<string> property) => property.HasAnnotation(ByBytes, true);

    /// <param name="bytewise">The database's name of the collation that compares bytes; null where that is the rule.</param>
    public static void Apply(IMutableModel model, string? bytewise = null)
    {
        // What is stored inside a JSON column has no table of its own.
        foreach (var json in model.GetEntityTypes().Where(entity => entity.IsMappedToJson()))
        {
            json.SetContainerColumnName(SnakeCase(json.GetContainerColumnName()!));
        }

        var tables = model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()).ToList();
        foreach (var entity in tables)
        {
            entity.SetTableName(SnakeCase(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
                StoreEnumByName(entity, property);
                if (property.RemoveAnnotation(ByBytes) is not null && bytewise is not null)
                {
                    property.SetCollation(bytewise);
                }
            }
        }

        foreach (var entity in tables)
        {
            NameKeysAndIndexes(entity);
        }
    }

    private static void StoreEnumByName(IMutableEntityType entity, IMutableProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (!type.IsEnum)
        {
            return;
        }

        property.SetProviderClrType(typeof(string));
        property.SetMaxLength(32);
        var column = SnakeCase(property.Name);
        var names = string.Join(", ", Enum.GetNames(type).Select(name => $"'{name}'"));
        entity.AddCheckConstraint($"ck_{entity.GetTableName()}_{column}", $"{column} IN ({names})");
    }

    private static void NameKeysAndIndexes(IMutableEntityType entity)
    {
        foreach (var key in entity.GetKeys())
        {
            key.SetName(SnakeCase(key.GetName()!));
        }

        foreach (var foreignKey in entity.GetForeignKeys())
        {
            foreignKey.SetConstraintName(SnakeCase(foreignKey.GetConstraintName()!));
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName(SnakeCase(index.GetDatabaseName()!));
        }
    }

    internal static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) =>
            char.IsUpper(c) && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])))
                ? $"_{char.ToLowerInvariant(c)}"
                : $"{char.ToLowerInvariant(c)}"));
}
