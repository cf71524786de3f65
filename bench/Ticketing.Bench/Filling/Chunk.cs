namespace Ticketing.Bench.Filling;

/// <summary>Buffers the rows of a few thousand orders, so that memory stays bounded.</summary>
internal sealed class Chunk(IReadOnlyList<RowShape> shapes)
{
    private readonly Dictionary<Type, List<object>> rows = shapes.ToDictionary(shape => shape.RowType, _ => new List<object>());

    public IReadOnlyList<RowShape> Shapes => shapes;

    public T Add<T>(T row)
        where T : class
    {
        rows[typeof(T)].Add(row);
        return row;
    }

    public IReadOnlyList<object> Of(RowShape shape) => rows[shape.RowType];

    public void Clear()
    {
        foreach (var list in rows.Values)
        {
            list.Clear();
        }
    }
}
