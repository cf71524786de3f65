namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>The account's objects of one kind, in the order in which they came.</summary>
internal sealed class Shelf<T>(Func<T, string> id, string kind)
{
    private readonly List<T> all = [];
    private readonly Dictionary<string, T> byId = [];

    public IReadOnlyList<T> All => all;

    public T Add(T item)
    {
        all.Add(item);
        byId.Add(id(item), item);
        return item;
    }

    /// <exception cref="Refusal">There is none: 404, as Stripe answers.</exception>
    public T Get(string wanted, string param = "id") => byId.TryGetValue(wanted, out var found)
        ? found
        : throw new Refusal(404, $"No such {kind}: '{wanted}'", "resource_missing", param);
}
