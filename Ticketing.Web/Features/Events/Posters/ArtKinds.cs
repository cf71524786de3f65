using System.Diagnostics;

namespace Ticketing.Features.Events.Posters;

internal static class ArtKinds
{
    public static readonly int Count = Enum.GetValues<ArtKind>().Length;

    public static void Draw(ArtKind kind, ArtCanvas art)
    {
        Action<ArtCanvas> draw = kind switch
        {
            ArtKind.Sun => RoundArt.Sun,
            ArtKind.Discs => RoundArt.Discs,
            ArtKind.Rings => RoundArt.Rings,
            ArtKind.Moire => RoundArt.Moire,
            ArtKind.Record => RoundArt.Record,
            ArtKind.Seeds => RoundArt.Seeds,
            ArtKind.Arches => GridArt.Arches,
            ArtKind.Quarters => GridArt.Quarters,
            ArtKind.Ribbons => GridArt.Ribbons,
            ArtKind.Halftone => GridArt.Halftone,
            ArtKind.Totem => StackArt.Totem,
            ArtKind.Waves => StackArt.Waves,
            ArtKind.Bars => StackArt.Bars,
            ArtKind.Rays => StackArt.Rays,
            _ => throw new UnreachableException(),
        };
        draw(art);
    }
}
