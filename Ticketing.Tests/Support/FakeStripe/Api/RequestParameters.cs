using System.Globalization;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>Reads parameters by Stripe's rules and marks them as known; unread ones are refused.</summary>
internal sealed class RequestParameters(FormNode node)
{
    private const int MaxTextLength = 5000;

    public string? Text(string name, int maxLength = MaxTextLength)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        var text = found.Value ?? throw Invalid(found, $"Invalid string: {{}}");
        if (text.Length == 0)
        {
            throw new ApiErrorException(
                400,
                $"You passed an empty string for '{found.Path}'. We assume empty values are an attempt to unset a field; however "
                    + $"'{found.Path}' cannot be unset. "
                    + $"You should remove '{found.Path}' from your request or supply a non-empty value.",
                "parameter_invalid_empty",
                found.Path
            );
        }

        return text.Length <= maxLength
            ? text
            : throw Invalid(found, $"Invalid string: {text[..10]}…; must be at most {maxLength} characters");
    }

    public string RequiredText(string name, int maxLength = MaxTextLength) => Text(name, maxLength) ?? throw Missing(name);

    public string? OneOf(string name, params IReadOnlyList<string> choices) =>
        Text(name) is not { } text || choices.Contains(text)
            ? Text(name)
            : throw new ApiErrorException(400, $"Invalid {PathOf(name)}: must be one of {string.Join(", ", choices)}", param: PathOf(name));

    public long? Integer(string name, long min = long.MinValue, long max = long.MaxValue)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw new ApiErrorException(400, $"Invalid integer: {text}", "parameter_invalid_integer", PathOf(name));
        }

        return number < min
                ? throw new ApiErrorException(
                    400,
                    $"This value must be greater than or equal to {min}.",
                    "parameter_invalid_integer",
                    PathOf(name)
                )
            : number > max
                ? throw new ApiErrorException(
                    400,
                    $"This value must be less than or equal to {max}.",
                    "parameter_invalid_integer",
                    PathOf(name)
                )
            : number;
    }

    public long RequiredInteger(string name, long min = long.MinValue, long max = long.MaxValue) =>
        Integer(name, min, max) ?? throw Missing(name);

    public bool HasParts(string name) => Find(name) is { Children.Count: > 0 };

    public RequestParameters? Object(string name) =>
        Find(name) is not { } found ? null
        : found.Value is null ? new RequestParameters(found)
        : throw Invalid(found, "Invalid object");

    public RequestParameters RequiredObject(string name) => Object(name) ?? throw Missing(name);

    public IReadOnlyList<RequestParameters> Items(string name) =>
        Find(name) is not { } found ? []
        : IsArray(found) ? [.. found.Children.Values.Select(Known).Select(child => new RequestParameters(child))]
        : throw Invalid(found, "Invalid array");

    public IReadOnlyList<string> Texts(string name) =>
        Find(name) is not { } found ? []
        : IsArray(found) ? [.. found.Children.Values.Select(child => Known(child).Value ?? throw Invalid(child, "Invalid string: {}"))]
        : throw Invalid(found, "Invalid array");

    /// <summary>At most 50 pairs, keys up to 40 and values up to 500 characters. Errors name the whole map, not one key.</summary>
    public IReadOnlyDictionary<string, string> Metadata(string name = "metadata")
    {
        if (Find(name) is not { } found)
        {
            return new Dictionary<string, string>();
        }

        if (found.Children.Count > 50)
        {
            throw Invalid(found, $"Metadata can only have up to 50 keys, but you passed in {found.Children.Count}.");
        }

        foreach (var (key, child) in found.Children)
        {
            var value = Known(child).Value ?? throw Invalid(found, "Metadata values must be strings.");
            _ =
                key.Length <= 40
                    ? key
                    : throw Invalid(
                        found,
                        $"Metadata keys can have up to 40 characters, but you passed in a key that is {key.Length} characters."
                    );
            _ =
                value.Length <= 500
                    ? value
                    : throw Invalid(
                        found,
                        $"Metadata values can have up to 500 characters, but you passed in a value that is {value.Length} characters."
                    );
        }

        return found.Children.Where(pair => pair.Value.Value!.Length > 0).ToDictionary(pair => pair.Key, pair => pair.Value.Value!);
    }

    /// <summary>Accepts parameters that have no effect in the fake.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(name) is { } found)
            {
                MarkAll(found);
            }
        }
    }

    public string PathOf(string name) => node.Path.Length == 0 ? name : $"{node.Path}[{name}]";

    /// <exception cref="ApiErrorException">A parameter was not read.</exception>
    public void RefuseUnknown()
    {
        if (node.FirstUnknown() is { } unknown)
        {
            throw new ApiErrorException(400, $"Received unknown parameter: {unknown.Path}", "parameter_unknown", unknown.Path);
        }
    }

    public ApiErrorException Missing(string name) =>
        new(400, $"Missing required param: {PathOf(name)}.", "parameter_missing", PathOf(name));

    private FormNode? Find(string name) => node.Children.TryGetValue(name, out var child) ? Known(child) : null;

    // The client library sends an empty array as an empty string.
    private static bool IsArray(FormNode found) => string.IsNullOrEmpty(found.Value);

    private static FormNode Known(FormNode found)
    {
        found.IsKnown = true;
        return found;
    }

    private static void MarkAll(FormNode found)
    {
        found.IsKnown = true;
        foreach (var child in found.Children.Values)
        {
            MarkAll(child);
        }
    }

    private static ApiErrorException Invalid(FormNode found, string message) => new(400, message, param: found.Path);
}
