namespace Ticketing.Infrastructure.Documents.Pdf;

/// <summary>In points.</summary>
public readonly record struct PageSize(float Width, float Height)
{
    public static readonly PageSize A4 = new(595.28f, 841.89f);
}
