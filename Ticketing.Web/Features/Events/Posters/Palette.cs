using Ticketing.Infrastructure.Documents;

namespace Ticketing.Features.Events.Posters;

public sealed record Palette(Colour Ground, Colour Lettering, Colour First, Colour Second, Colour Third)
{
    /// <summary>Lettering has at least 4.5:1 contrast.</summary>
    public static IReadOnlyList<Palette> All { get; } =
    [
        Create("#f3c64b", "#1d1a2f", "#d8432b", "#1d1a2f", "#fbf0d2"),
        Create("#0f3d3e", "#f3ead2", "#f1634b", "#e2dcc8", "#f0b54a"),
        Create("#27213c", "#f6e7cb", "#ff6b4a", "#f6e7cb", "#7a5fd0"),
        Create("#ebe4d4", "#16324f", "#e4572e", "#16324f", "#efb233"),
        Create("#151515", "#f2f2ea", "#c9f04d", "#f2f2ea", "#6a6f63"),
        Create("#f7a6b4", "#3a1f5d", "#3a1f5d", "#fff3e2", "#e8433f"),
        Create("#9ad1d4", "#12222f", "#12222f", "#e5533d", "#f7f3e6"),
        Create("#3b0d11", "#f7ead8", "#f2a65a", "#d7263d", "#f7ead8"),
        Create("#c9381f", "#fff6e6", "#1b1414", "#ffcf4d", "#fff1dc"),
        Create("#1f3fae", "#fdf6e3", "#ff8fb1", "#fdf6e3", "#ffd23f"),
        Create("#f4f0e8", "#1a1a1a", "#1a1a1a", "#ff4f3a", "#8fb8ff"),
        Create("#234d32", "#f8efd8", "#f2c14e", "#f78154", "#f8efd8"),
    ];

    private static Palette Create(string ground, string lettering, string first, string second, string third) =>
        new(Colour.Parse(ground), Colour.Parse(lettering), Colour.Parse(first), Colour.Parse(second), Colour.Parse(third));
}
