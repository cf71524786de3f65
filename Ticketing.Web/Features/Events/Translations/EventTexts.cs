namespace Ticketing.Features.Events.Translations;

/// <summary>The texts of an event that can be translated: those that it has, and those that were translated before.</summary>
public static class EventTexts
{
    /// <param name="tag">Of a language.</param>
    public static IReadOnlyList<TranslatableText> Get(Event @event, string tag) =>
        [
            .. GetOwn(@event, tag)
                .Concat(@event.TicketTypes.Where(type => !type.IsWithdrawn).SelectMany(type => GetForType(type, tag)))
                .Where(text => text.Original.Length + text.Translation.Length > 0),
        ];

    public static int CountMissing(Event @event, string tag) => Get(@event, tag).Count(text => text.IsMissing);

    private static IEnumerable<TranslatableText> GetOwn(Event @event, string tag)
    {
        TranslatableText Create(string property, string label, string original, int maxLength, int rows = 0) =>
            new(property, label, original, @event.Translations.Find(tag, property) ?? "")
            {
                Property = property,
                MaxLength = maxLength,
                Rows = rows,
            };
        yield return Create(nameof(Event.Title), T["Title"], @event.Title, 200);
        yield return Create(nameof(Event.Kind), T["Genre"], @event.Kind, 60);
        yield return Create(nameof(Event.Summary), T["Summary"], @event.Summary, 400, rows: 2);
        yield return Create(nameof(Event.Description), T["Description"], @event.Description, 20_000, rows: 12);
        yield return Create(nameof(Event.AccessInfo), T["Access information"], @event.AccessInfo, 1000, rows: 3);
        yield return Create(nameof(Event.RefundRule), T["Refund rule"], @event.RefundRule, 300);
        yield return Create(nameof(Event.PosterAlt), T["Description of the poster"], @event.Poster is null ? "" : @event.PosterAlt, 300);
    }

    private static IEnumerable<TranslatableText> GetForType(TicketType type, string tag)
    {
        TranslatableText Create(string property, string label, string original, int maxLength) =>
            new($"{property}-{type.Id:N}", label, original, type.Translations.Find(tag, property) ?? "")
            {
                Property = property,
                MaxLength = maxLength,
                TicketTypeId = type.Id,
            };
        yield return Create(nameof(TicketType.Category), T["Ticket type “{0}”", type.Category], type.Category, 100);
        yield return Create(nameof(TicketType.Note), T["Note of “{0}”", type.Category], type.Note, 200);
    }
}
