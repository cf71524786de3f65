using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Infrastructure.Data;

/// <summary>
/// Names are snake_case, so that operators need no quotes on either database. Enums are stored by name under a CHECK, unless a mapping says
/// otherwise.
/// </summary>
internal static class ModelConventions
{
    private const string BytewiseAnnotation = "Ticketing:ComparedByBytes";

    /// <summary>For prefix search: the index sorts bytewise on both databases.</summary>
    public static PropertyBuilder<string> UseBytewiseCollation(this PropertyBuilder<string> property) =>
        property.HasAnnotation(BytewiseAnnotation, true);

    /// <param name="bytewiseCollation">Null if bytewise is the default collation.</param>
    public static void Apply(IMutableModel model, string? bytewiseCollation = null)
    {
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
                if (property.RemoveAnnotation(BytewiseAnnotation) is not null && bytewiseCollation is not null)
                {
                    property.SetCollation(bytewiseCollation);
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
        if (!type.IsEnum || property.GetProviderClrType() is not null)
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
        string.Concat(
            name.Select(
                (c, i) =>
                    char.IsUpper(c)
                    && i > 0
                    && name[i - 1] != '_'
                    && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])))
                        ? $"_{char.ToLowerInvariant(c)}"
                        : $"{char.ToLowerInvariant(c)}"
            )
        );
}
