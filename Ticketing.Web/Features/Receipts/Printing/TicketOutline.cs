using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Documents.Drawings;
using Ticketing.Infrastructure.Documents.Pdf;

namespace Ticketing.Features.Receipts.Printing;

/// <summary>Rounded corners, and a notch on each side at the tear line.</summary>
internal static class TicketOutline
{
    private const float Radius = 14;
    private const float Notch = 9;

    public static Drawing Create(Box card, float tearLine)
    {
        var pen = new PathBuilder()
            .MoveTo(card.X + Radius, card.Y)
            .LineTo(card.Right - Radius, card.Y)
            .Arc(Radius, card.Right, card.Y + Radius)
            .LineTo(card.Right, tearLine - Notch)
            .Arc(Notch, card.Right, tearLine + Notch, clockwise: false)
            .LineTo(card.Right, card.Bottom - Radius)
            .Arc(Radius, card.Right - Radius, card.Bottom)
            .LineTo(card.X + Radius, card.Bottom)
            .Arc(Radius, card.X, card.Bottom - Radius)
            .LineTo(card.X, tearLine + Notch)
            .Arc(Notch, card.X, tearLine - Notch, clockwise: false)
            .LineTo(card.X, card.Y + Radius)
            .Arc(Radius, card.X + Radius, card.Y)
            .Close();
        return new(PageSize.A4.Width, PageSize.A4.Height, [pen.Stroke(PrintStyles.Soft, 0.9)]);
    }

    /// <summary>Clips the art under the upper corners.</summary>
    public static Shape RoundedTop(float width, float height) =>
        new PathBuilder()
            .MoveTo(0, height)
            .LineTo(0, Radius)
            .Arc(Radius, Radius, 0)
            .LineTo(width - Radius, 0)
            .Arc(Radius, width, Radius)
            .LineTo(width, height)
            .Close()
            .Fill(Colour.White);
}
