using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Events.Translations;

/// <summary>Translations into one language, by <see cref="TranslatableText.Name"/>.</summary>
public sealed class TranslationForm
{
    public Dictionary<string, string> Values { get; init; } = [];

    public string this[TranslatableText text]
    {
        get => Values.GetValueOrDefault(text.Name, "");
        set => Values[text.Name] = value;
    }

    public static TranslationForm From(IEnumerable<TranslatableText> texts) =>
        new() { Values = texts.ToDictionary(text => text.Name, text => text.Translation) };

    /// <param name="typed">Null for a text that the form did not have; it keeps its translation.</param>
    public static TranslationForm From(IEnumerable<TranslatableText> texts, Func<string, string?> typed) =>
        new()
        {
            Values = texts.ToDictionary(
                text => text.Name,
                text =>
                    typed(text.Name) is not { } value ? text.Translation
                    : text.Rows > 0 ? InputText.MultiLine(value)
                    : InputText.SingleLine(value)
            ),
        };

    internal static IReadOnlyList<EditableField<TranslationForm>> Fields(IEnumerable<TranslatableText> texts) =>
        [.. texts.Select(text => new EditableField<TranslationForm>(text.Label, form => form[text], (from, to) => to[text] = from[text]))];
}
