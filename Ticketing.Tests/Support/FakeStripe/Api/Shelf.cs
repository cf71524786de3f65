namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>Objects of one kind in insertion order.</summary>
internal sealed class Shelf<T>(Func<T, string> id, string kind)
{
    private readonly List<T> all = [];
    private readonly Dictionary<string, int> places = [];

    public IReadOnlyList<T> All => all;

    public T Add(T item)
    {
        places.Add(id(item), all.Count);
        all.Add(item);
        return item;
    }

    /// <exception cref="Refusal">404 if it does not exist.</exception>
    public T Get(string wanted, string param = "id") => all[PlaceOf(wanted, param, status: 404)];

    /// <summary>For ids in parameters.</summary>
    /// <exception cref="Refusal">400 if it does not exist.</exception>
    public T Named(string wanted, string param) => all[PlaceOf(wanted, param, status: 400)];

    /// <summary>Newer than the given one, oldest first.</summary>
    public IEnumerable<T> Since(string wanted, string param) => all.Skip(PlaceOf(wanted, param, status: 400) + 1);

    /// <summary>Older than the given one (all if null), newest first.</summary>
    public IEnumerable<T> Before(string? wanted, string param)
    {
        for (var place = (wanted is null ? all.Count : PlaceOf(wanted, param, status: 400)) - 1; place >= 0; place--)
        {
            yield return all[place];
        }
    }

    private int PlaceOf(string wanted, string param, int status) => places.TryGetValue(wanted, out var place)
        ? place
        : throw new Refusal(status, $"No such {kind}: '{wanted}'", "resource_missing", param);
}
