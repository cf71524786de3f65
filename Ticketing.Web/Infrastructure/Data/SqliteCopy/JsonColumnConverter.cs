using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.Json;

namespace Ticketing.Infrastructure.Data.SqliteCopy;

/// <summary>Rewrites values inside JSON, where instants also differ.</summary>
internal sealed class JsonColumnConverter
{
    private readonly List<(string Name, JsonValueReaderWriter Read, JsonValueReaderWriter Write)> values;

    public JsonColumnConverter(IColumn from, IColumn to)
    {
        var written = GetValues(to).ToDictionary(value => value.Name, value => value.Form);
        values = [.. GetValues(from).Select(value => (value.Name, value.Form, written[value.Name]))];
    }

    public string Convert(string document)
    {
        var json = JsonNode.Parse(document)!.AsObject();
        foreach (var (name, read, write) in values)
        {
            if (json[name] is { } value)
            {
                json[name] = JsonNode.Parse(write.ToJsonString(read.FromJsonString(value.ToJsonString())));
            }
        }

        return json.ToJsonString(JsonSerializerOptions.Web);
    }

    private static IEnumerable<(string Name, JsonValueReaderWriter Form)> GetValues(IColumn column)
    {
        var document = column
            .Table.Model.Model.GetEntityTypes()
            .Single(entity =>
                entity.IsMappedToJson() && entity.GetContainerColumnName() == column.Name && entity.GetTableName() == column.Table.Name
            );
        return document.GetNavigations().Any(inner => inner.TargetEntityType.IsMappedToJson())
            ? throw new NotSupportedException($"{column.Table.Name}.{column.Name}: copying nested documents is not supported.")
            : document
                .GetProperties()
                .Where(property => property.GetJsonPropertyName() is not null)
                .Select(property =>
                    (
                        property.GetJsonPropertyName()!,
                        property.GetJsonValueReaderWriter() ?? property.GetTypeMapping().JsonValueReaderWriter!
                    )
                );
    }
}
