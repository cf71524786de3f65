namespace Ticketing.Features.Events.Posters;

/// <summary>Stored by number: only append.</summary>
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
