namespace Ticketing.Documents;

/// <summary>The voices of a document. Each covers Latin, Greek, Cyrillic, Hebrew and Arabic, through fallback faces of the same weight.</summary>
public enum Face
{
    Body,
    Bold,
    Display,
}
