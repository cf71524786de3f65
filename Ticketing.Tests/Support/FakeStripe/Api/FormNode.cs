using System.Globalization;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>A form as the tree of its bracketed keys: <c>line_items[0][quantity]=2</c>.</summary>
internal sealed class FormNode(string path)
{
    private readonly Dictionary<string, FormNode> children = [];

    public string Path => path;

    public string? Value { get; private set; }

    /// <summary>True once it was read; anything else is an unknown parameter.</summary>
    public bool IsKnown { get; set; }

    public IReadOnlyDictionary<string, FormNode> Children => children;

    public static FormNode Parse(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var root = new FormNode("") { IsKnown = true };
        foreach (var (key, value) in pairs)
        {
            var node = root;
            foreach (var part in key.Split('[').Select(part => part.TrimEnd(']')))
            {
                node = node.Child(part.Length > 0 ? part : node.children.Count.ToString(CultureInfo.InvariantCulture));
            }

            node.Value = value;
        }

        return root;
    }

    public static IReadOnlyList<KeyValuePair<string, string>> Pairs(string form) =>
        [
            .. form.Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length > 1 ? Decode(pair[1]) : "")),
        ];

    public FormNode? FirstUnknown() =>
        IsKnown ? children.Values.Select(child => child.FirstUnknown()).FirstOrDefault(found => found is not null) : this;

    private FormNode Child(string name)
    {
        if (!children.TryGetValue(name, out var child))
        {
            children[name] = child = new FormNode(path.Length == 0 ? name : $"{path}[{name}]");
        }

        return child;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
