namespace Ticketing.Infrastructure.Documents;

/// <summary>Each covers all common scripts, through fallback fonts of the same weight if they have it.</summary>
public enum FontFace
{
    Body,
    Bold,
    Display,
}
