using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Documents.Images;
using Ticketing.Infrastructure.Documents.Pdf;

namespace Ticketing.Features.Receipts.Printing;

public sealed record PrintLogo(VenueLogo Logo, Picture Picture)
{
    private const float PlatePadding = 5;

    // Both black and white are visible on it.
    private static readonly Colour NeutralGrey = Colour.Parse("#8b8082");

    public static async Task<PrintLogo?> ReadAsync(PosterStore posters, SiteOptions venue, CancellationToken ct) =>
        venue.UploadedLogo is { } logo
        && await posters.ReadAsync(logo.Name, PosterFile.Logo, ct) is { } bytes
        && Picture.Read(bytes) is { } picture
            ? new PrintLogo(logo, picture)
            : null;

    /// <summary>As large as fits, on a plate if it would not show on white.</summary>
    /// <returns>The area covered.</returns>
    public Box Draw(PdfPage page, float x, float y, float maxWidth, float maxHeight)
    {
        var rim = Logo.NeedsPlateOnLight ? PlatePadding : 0;
        var (width, height) = Logo.Fit(maxWidth - 2 * rim, maxHeight - 2 * rim);
        var box = new Box(x, y, width + 2 * rim, height + 2 * rim);
        if (rim > 0)
        {
            page.Fill(box, Logo.NeedsPlateOnDark ? NeutralGrey : PrintStyles.Ink, 4);
        }

        page.Draw(Picture, new Box(x + rim, y + rim, width, height));
        return box;
    }
}
