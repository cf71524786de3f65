namespace Ticketing.Documents.Pdf;

/// <summary>A page size in points.</summary>
public readonly record struct Paper(float Width, float Height)
{
    public static readonly Paper A4 = new(595.28f, 841.89f);
}
