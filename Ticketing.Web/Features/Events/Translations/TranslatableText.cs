namespace Ticketing.Features.Events.Translations;

/// <summary>A text of an event or of one of its ticket types, and what it is in another language.</summary>
/// <param name="Name">Unique within the event; for the form.</param>
/// <param name="Translation">May be empty.</param>
public sealed record TranslatableText(string Name, string Label, string Original, string Translation)
{
    public required int MaxLength { get; init; }

    /// <summary>Height of a text area; 0 for a single line.</summary>
    public int Rows { get; init; }

    public bool IsMissing => Translation.Length == 0;

    /// <summary>Null for a text of the event itself.</summary>
    internal Guid? TicketTypeId { get; init; }

    /// <summary>Name of the property.</summary>
    public required string Property { get; init; }
}
