using Ticketing.Infrastructure.Documents;

namespace Ticketing.Features.Events.Posters;

/// <summary>Overlapping inks: multiplied on light grounds, screened on dark ones.</summary>
internal static class Overprint
{
    public static Colour Blend(Colour ground, Colour one, Colour other)
    {
        var onLight = ground.ContrastWith(Colour.Black) > ground.ContrastWith(Colour.White);
        return new(Mix(one.Red, other.Red, onLight), Mix(one.Green, other.Green, onLight), Mix(one.Blue, other.Blue, onLight));
    }

    private static byte Mix(byte a, byte b, bool multiply) => (byte)(multiply ? a * b / 255 : 255 - (255 - a) * (255 - b) / 255);
}
