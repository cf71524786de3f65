using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ticketing.Infrastructure.Languages;

/// <summary>A venue's texts in other languages than they were written in. Immutable; never has empty texts.</summary>
public sealed class TextTranslations : IEquatable<TextTranslations>
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>By language tag and name of the text.</summary>
    private readonly SortedDictionary<string, SortedDictionary<string, string>> texts;

    private TextTranslations(SortedDictionary<string, SortedDictionary<string, string>> texts)
    {
        this.texts = texts;
        Json = texts.Count == 0 ? "" : JsonSerializer.Serialize(texts, Readable);
    }

    public static TextTranslations None { get; } = new(new(StringComparer.Ordinal));

    /// <summary>The same for equal translations; empty for none.</summary>
    public string Json { get; }

    /// <param name="json">As in <see cref="Json"/>.</param>
    public static TextTranslations Parse(string json) =>
        string.IsNullOrEmpty(json)
            ? None
            : new(JsonSerializer.Deserialize<SortedDictionary<string, SortedDictionary<string, string>>>(json) ?? []);

    public bool Has(string tag) => texts.ContainsKey(tag);

    public string? Find(string tag, string name) => texts.GetValueOrDefault(tag)?.GetValueOrDefault(name);

    /// <summary>In all languages.</summary>
    public IEnumerable<string> FindAll(params string[] names) =>
        texts.Values.SelectMany(language => names.Select(name => language.GetValueOrDefault(name)).OfType<string>());

    /// <param name="text">Empty for no translation.</param>
    public TextTranslations With(string tag, string name, string text)
    {
        var changed = new SortedDictionary<string, SortedDictionary<string, string>>(texts, StringComparer.Ordinal);
        var language = new SortedDictionary<string, string>(texts.GetValueOrDefault(tag) ?? [], StringComparer.Ordinal);
        language.Remove(name);
        changed.Remove(tag);
        if (text.Length > 0)
        {
            language[name] = text;
        }

        if (language.Count > 0)
        {
            changed[tag] = language;
        }

        return new(changed);
    }

    /// <summary>Without this text in all languages.</summary>
    public TextTranslations Without(string name) => texts.Keys.Aggregate(this, (left, tag) => left.With(tag, name, ""));

    public bool Equals(TextTranslations? other) => other is not null && Json == other.Json;

    public override bool Equals(object? obj) => Equals(obj as TextTranslations);

    public override int GetHashCode() => Json.GetHashCode(StringComparison.Ordinal);
}
