namespace Ticketing.Bench.Loading;

/// <summary>Buffers the rows of a few thousand orders, so that memory stays bounded.</summary>
internal sealed class RowBatch(IReadOnlyList<BulkTable> shapes)
{
    private readonly Dictionary<Type, List<object>> rows = shapes.ToDictionary(shape => shape.EntityType, _ => new List<object>());

    public IReadOnlyList<BulkTable> Shapes => shapes;

    public T Add<T>(T row)
        where T : class
    {
        rows[typeof(T)].Add(row);
        return row;
    }

    public IReadOnlyList<object> GetRows(BulkTable shape) => rows[shape.EntityType];

    public void Clear()
    {
        foreach (var list in rows.Values)
        {
            list.Clear();
        }
    }
}
