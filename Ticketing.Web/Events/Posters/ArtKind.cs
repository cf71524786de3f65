namespace Ticketing.Events.Posters;

/// <summary>What the generated art shows. Stored by number: add at the end only.</summary>
public enum ArtKind
{
    Sun,
    Discs,
    Rings,
    Moire,
    Arches,
    Quarters,
    Waves,
    Bars,
    Record,
    Seeds,
    Totem,
    Rays,
    Ribbons,
    Halftone,
}
