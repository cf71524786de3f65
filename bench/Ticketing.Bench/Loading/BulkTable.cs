using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Ticketing.Bench.Loading;

/// <summary>Columns of a table from the EF model, so that new ones are included.</summary>
internal sealed class BulkTable
{
    public BulkTable(ITable table)
    {
        Table = table.Name;
        EntityType = table.EntityTypeMappings.Single().TypeBase.ClrType;
        Columns = [.. table.Columns.Where(IsInserted).Select(column => new BulkColumn(column))];
    }

    public string Table { get; }

    public Type EntityType { get; }

    public IReadOnlyList<BulkColumn> Columns { get; }

    public string ColumnNames => string.Join(", ", Columns.Select(column => $"\"{column.Name}\""));

    // The database computes the others.
    private static bool IsInserted(IColumn column) =>
        column.PropertyMappings.All(mapping => mapping.Property.ValueGenerated != ValueGenerated.OnAddOrUpdate);

    /// <summary>Referenced tables come first.</summary>
    /// <exception cref="NotSupportedException">A column is not mapped to exactly one CLR property.</exception>
    public static IReadOnlyList<BulkTable> FromModel(IModel model, IReadOnlyCollection<Type> types)
    {
        var left = model
            .GetRelationalModel()
            .Tables.Where(table => table.EntityTypeMappings.Any(mapping => types.Contains(mapping.TypeBase.ClrType)))
            .ToList();
        List<BulkTable> ordered = [];
        while (left.Count > 0)
        {
            var next = left.First(table =>
                table.ForeignKeyConstraints.All(key => key.PrincipalTable == table || !left.Contains(key.PrincipalTable))
            );
            left.Remove(next);
            ordered.Add(new BulkTable(next));
        }

        return ordered;
    }
}

internal sealed class BulkColumn
{
    private readonly IClrPropertyGetter getter;
    private readonly ValueConverter? converter;

    public BulkColumn(IColumn column)
    {
        var property = column.PropertyMappings.Count == 1 ? column.PropertyMappings[0].Property : null;
        if (property is null || property.IsShadowProperty())
        {
            throw new NotSupportedException($"{column.Table.Name}.{column.Name} is not mapped to exactly one CLR property.");
        }

        (Name, Type) = (column.Name, column.StoreType.Split('(')[0]);
        (getter, converter) = (property.GetGetter(), column.StoreTypeMapping.Converter);
    }

    public string Name { get; }

    /// <summary>Without the length.</summary>
    public string Type { get; }

    /// <returns>The value as the database stores it, or null.</returns>
    public object? GetValue(object row) =>
        getter.GetClrValue(row) is not { } value ? null
        : converter is null ? value
        : converter.ConvertToProvider(value);
}
