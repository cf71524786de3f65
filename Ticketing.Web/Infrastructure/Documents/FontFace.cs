namespace Ticketing.Infrastructure.Documents;

/// <summary>Each covers Latin, Greek, Cyrillic, Hebrew and Arabic, through fallback fonts of the same weight.</summary>
public enum FontFace
{
    Body,
    Bold,
    Display,
}
