using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Ticketing.Infrastructure.Data.SqliteCopy;

/// <summary>Converts values to their PostgreSQL form.</summary>
internal sealed class ColumnConverter(IColumn from, IColumn to)
{
    private readonly Type stored = from.StoreTypeMapping.Converter?.ProviderClrType ?? from.StoreTypeMapping.ClrType;
    private readonly ValueConverter? read = from.StoreTypeMapping.Converter;
    private readonly ValueConverter? write = to.StoreTypeMapping.Converter;

    /// <summary>Columns without a mapped property are JSON documents.</summary>
    private readonly JsonColumnConverter? document = from.PropertyMappings.Any() ? null : new JsonColumnConverter(from, to);

    public string Name => to.Name;

    /// <summary>Type name without length.</summary>
    public string Type { get; } = to.StoreType.Split('(')[0];

    public bool IsGenerated { get; } =
        to.PropertyMappings.Any(mapping =>
            NpgsqlPropertyExtensions.GetValueGenerationStrategy(mapping.Property) == NpgsqlValueGenerationStrategy.IdentityByDefaultColumn
        );

    public object? ReadConverted(DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
        {
            return null;
        }

        if (document is not null)
        {
            return document.Convert(row.GetString(column));
        }

        var value = ReadStored(row, column);
        value = read is null ? value : read.ConvertFromProvider(value);
        return write is null ? value : write.ConvertToProvider(value);
    }

    private object ReadStored(DbDataReader row, int column) =>
        stored == typeof(string) ? row.GetString(column)
        : stored == typeof(long) ? row.GetInt64(column)
        : stored == typeof(int) ? row.GetInt32(column)
        : stored == typeof(bool) ? row.GetBoolean(column)
        : stored == typeof(Guid) ? row.GetGuid(column)
        : stored == typeof(decimal) ? row.GetDecimal(column)
        : stored == typeof(byte[]) ? row.GetFieldValue<byte[]>(column)
        : throw new NotSupportedException($"{to.Table.Name}.{Name}: copying a {stored.Name} is not supported.");
}
