using Ticketing.Documents.Pdf;
using Ticketing.Notifications;
using Ticketing.Tickets;

namespace Ticketing.Receipts;

internal static class TicketsPdf
{
    /// <param name="tickets">Each with its signed code.</param>
    public static byte[] Write(PaidOrder paid, IReadOnlyList<(Ticket Ticket, string Code)> tickets)
    {
        var title = OneLine.Of(paid.Event.Title);
        var document = new PdfDocument(new($"Tickets for {title}", paid.Seller, "en-GB", paid.PaidAt));
        var sheet = new TicketSheet(paid);
        foreach (var (ticket, code) in tickets)
        {
            sheet.Draw(document.AddPage(), ticket, code);
        }

        return document.ToBytes();
    }
}
