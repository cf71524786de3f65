using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Documents.Pdf;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Printing;

internal static class TicketsPdf
{
    /// <param name="poster">Null for the generated one.</param>
    /// <param name="tickets">Each with its signed code.</param>
    public static byte[] Write(PaidOrder paid, PrintPoster? poster, IReadOnlyList<(Ticket Ticket, string Code)> tickets)
    {
        var title = SingleLineText.From(paid.Event.Title);
        var document = new PdfDocument(new(T["Tickets for {0}", title], paid.Seller, Language.Current.Tag, paid.PaidAt))
        {
            RightToLeft = Language.Current.IsRightToLeft,
        };
        var sheet = new TicketPage(paid, poster);
        foreach (var (ticket, code) in tickets)
        {
            sheet.Draw(document.AddPage(), ticket, code);
        }

        return document.ToBytes();
    }
}
