namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>Objects of one kind in insertion order.</summary>
internal sealed class ObjectStore<T>(Func<T, string> id, string kind)
{
    private readonly List<T> all = [];
    private readonly Dictionary<string, int> indexes = [];

    public IReadOnlyList<T> All => all;

    public T Add(T item)
    {
        indexes.Add(id(item), all.Count);
        all.Add(item);
        return item;
    }

    /// <exception cref="ApiErrorException">404 if it does not exist.</exception>
    public T Get(string wanted, string param = "id") => all[IndexOf(wanted, param, status: 404)];

    /// <summary>For ids in parameters.</summary>
    /// <exception cref="ApiErrorException">400 if it does not exist.</exception>
    public T GetReferenced(string wanted, string param) => all[IndexOf(wanted, param, status: 400)];

    /// <summary>Newer than the given one, oldest first.</summary>
    public IEnumerable<T> NewerThan(string wanted, string param) => all.Skip(IndexOf(wanted, param, status: 400) + 1);

    /// <summary>Older than the given one (all if null), newest first.</summary>
    public IEnumerable<T> OlderThan(string? wanted, string param)
    {
        for (var place = (wanted is null ? all.Count : IndexOf(wanted, param, status: 400)) - 1; place >= 0; place--)
        {
            yield return all[place];
        }
    }

    private int IndexOf(string wanted, string param, int status) =>
        indexes.TryGetValue(wanted, out var place)
            ? place
            : throw new ApiErrorException(status, $"No such {kind}: '{wanted}'", "resource_missing", param);
}
