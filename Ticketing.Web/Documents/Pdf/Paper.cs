namespace Ticketing.Documents.Pdf;

/// <summary>In points.</summary>
public readonly record struct Paper(float Width, float Height)
{
    public static readonly Paper A4 = new(595.28f, 841.89f);
}
