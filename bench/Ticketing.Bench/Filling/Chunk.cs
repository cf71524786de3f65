namespace Ticketing.Bench.Filling;

/// <summary>Rows on their way: some thousand orders with all that hangs on them, so that memory does not grow with the history.</summary>
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
