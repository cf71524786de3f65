using System.Text.Json.Nodes;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>Which ids of an answer are to be replaced by the objects they name: <c>payment_intent.latest_charge</c>.</summary>
internal sealed class Expansion
{
    private const int Deepest = 4;

    private readonly Dictionary<string, Expansion> below = [];
    private bool isKnown;
    private bool isShown;

    public static Expansion None { get; } = new();

    /// <exception cref="Refusal">A path is longer than Stripe follows.</exception>
    public static Expansion Of(IEnumerable<string> paths)
    {
        var root = new Expansion { isKnown = true, isShown = true };
        foreach (var path in paths)
        {
            var parts = path.Split('.');
            if (parts.Length > Deepest)
            {
                throw new Refusal(400, $"You cannot expand more than {Deepest} levels of a property.", param: "expand");
            }

            var at = root;
            foreach (var part in parts)
            {
                at = at.below.TryGetValue(part, out var next) ? next : at.below[part] = new Expansion();
            }
        }

        return root;
    }

    /// <summary>What is asked for of each of a list's items.</summary>
    public Expansion Items(bool any)
    {
        var items = Below("data") ?? new Expansion();
        items.isShown = any;
        return items;
    }

    /// <returns>The object where it is asked for, else its id.</returns>
    public JsonNode? Link<T>(string name, T? linked, Func<T, Expansion, JsonObject> render)
        where T : FakeObject
    {
        if (Below(name) is not { } wanted || linked is null)
        {
            return linked?.Id;
        }

        wanted.isShown = true;
        return render(linked, wanted);
    }

    /// <summary>For what is left out of an answer unless it is asked for.</summary>
    public bool Includes(string name) => Below(name) is not null;

    /// <exception cref="Refusal">A path names nothing that can be expanded.</exception>
    public void RefuseUnknown(string at = "")
    {
        // What an object that is not there would have had cannot be told.
        foreach (var (name, child) in isShown ? below : [])
        {
            if (!child.isKnown)
            {
                throw new Refusal(400, $"This property cannot be expanded ({at}{name}).", param: "expand");
            }

            child.RefuseUnknown($"{at}{name}.");
        }
    }

    private Expansion? Below(string name)
    {
        if (below.TryGetValue(name, out var child))
        {
            child.isKnown = true;
        }

        return child;
    }
}
