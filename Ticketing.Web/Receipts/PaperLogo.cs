using Ticketing.Documents;
using Ticketing.Documents.Pdf;
using Ticketing.Events.Posters;
using Ticketing.Settings;

namespace Ticketing.Receipts;

internal sealed record PaperLogo(VenueLogo Logo, Picture Picture)
{
    private const float PlateRim = 5;

    // Both black and white are visible on it.
    private static readonly Colour Middle = Colour.Of("#8b8082");

    public static async Task<PaperLogo?> ReadAsync(PosterShelf shelf, SiteOptions venue, CancellationToken ct) =>
        venue.UploadedLogo is { } logo && await shelf.ReadAsync(logo.Name, PosterFile.Logo, ct) is { } bytes && Picture.Read(bytes) is { } picture
            ? new PaperLogo(logo, picture)
            : null;

    /// <summary>As large as fits, on a plate if it would not show on white.</summary>
    /// <returns>The area covered.</returns>
    public Box Draw(Page page, float x, float y, float mostWidth, float mostHeight)
    {
        var rim = Logo.NeedsPlateOnLight ? PlateRim : 0;
        var (width, height) = Logo.Fit(mostWidth - 2 * rim, mostHeight - 2 * rim);
        var box = new Box(x, y, width + 2 * rim, height + 2 * rim);
        if (rim > 0)
        {
            page.Fill(box, Logo.NeedsPlateOnDark ? Middle : PaperLook.Ink, 4);
        }

        page.Draw(Picture, new Box(x + rim, y + rim, width, height));
        return box;
    }
}
