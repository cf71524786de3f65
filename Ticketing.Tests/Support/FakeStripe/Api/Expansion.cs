using System.Text.Json.Nodes;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>Ids to replace with their objects, for example <c>payment_intent.latest_charge</c>.</summary>
internal sealed class Expansion
{
    private const int MaxDepth = 4;

    private readonly Dictionary<string, Expansion> children = [];
    private bool isKnown;
    private bool isShown;

    public static Expansion None { get; } = new();

    /// <exception cref="ApiErrorException">A path is deeper than Stripe allows.</exception>
    public static Expansion Parse(IEnumerable<string> paths)
    {
        var root = new Expansion { isKnown = true, isShown = true };
        foreach (var path in paths)
        {
            var parts = path.Split('.');
            if (parts.Length > MaxDepth)
            {
                throw new ApiErrorException(400, $"You cannot expand more than {MaxDepth} levels of a property.", param: "expand");
            }

            var at = root;
            foreach (var part in parts)
            {
                at = at.children.TryGetValue(part, out var next) ? next : at.children[part] = new Expansion();
            }
        }

        return root;
    }

    public Expansion ForItems(bool hasItems)
    {
        var items = Find("data") ?? new Expansion();
        items.isShown = hasItems;
        return items;
    }

    /// <returns>The object if it was requested, otherwise its id.</returns>
    public JsonNode? Link<T>(string name, T? linked, Func<T, Expansion, JsonObject> render)
        where T : FakeObject
    {
        if (Find(name) is not { } wanted || linked is null)
        {
            return linked?.Id;
        }

        wanted.isShown = true;
        return render(linked, wanted);
    }

    /// <summary>For properties that are omitted unless requested.</summary>
    public bool Includes(string name) => Find(name) is not null;

    /// <exception cref="ApiErrorException">A path names nothing that can be expanded.</exception>
    public void RefuseUnknown(string at = "")
    {
        // Paths below an absent object cannot be checked.
        foreach (var (name, child) in isShown ? children : [])
        {
            if (!child.isKnown)
            {
                throw new ApiErrorException(400, $"This property cannot be expanded ({at}{name}).", param: "expand");
            }

            child.RefuseUnknown($"{at}{name}.");
        }
    }

    private Expansion? Find(string name)
    {
        if (children.TryGetValue(name, out var child))
        {
            child.isKnown = true;
        }

        return child;
    }
}
