using System.Globalization;
using Ticketing.Features.Events.Posters;
using Ticketing.Features.Orders;
using Ticketing.Features.Receipts.Printing;
using Ticketing.Features.Tickets;

namespace Ticketing.Features.Receipts;

public sealed record OrderDocument(string FileName, byte[] Content)
{
    public const string MediaType = "application/pdf";
}

/// <summary>Drawn on each request, so they show the order as it is now, in the language in which it was placed.</summary>
public sealed class OrderDocuments
{
    private readonly PaidOrderQueries orders;
    private readonly OrderLanguages languages;
    private readonly TicketCodeService codes;
    private readonly PosterStore posters;

    internal OrderDocuments(PaidOrderQueries orders, OrderLanguages languages, TicketCodeService codes, PosterStore posters) =>
        (this.orders, this.languages, this.codes, this.posters) = (orders, languages, codes, posters);

    /// <returns>Null if the order is not paid.</returns>
    public async Task<OrderDocument?> CreateReceiptAsync(Guid orderId, CancellationToken ct)
    {
        using var _ = (await languages.GetAsync(orderId, ct)).Use();
        return await orders.FindAsync(orderId, ct) is { } paid ? CreateReceipt(paid) : null;
    }

    /// <returns>One page per valid ticket; null if there is none.</returns>
    public async Task<OrderDocument?> CreateTicketsAsync(Guid orderId, CancellationToken ct)
    {
        using var _ = (await languages.GetAsync(orderId, ct)).Use();
        return await orders.FindAsync(orderId, ct) is { } paid ? await CreateTicketsAsync(paid, ct) : null;
    }

    /// <returns>Null if the order has no credit note with this number.</returns>
    public async Task<OrderDocument?> CreateCreditNoteAsync(Guid orderId, long number, CancellationToken ct)
    {
        using var _ = (await languages.GetAsync(orderId, ct)).Use();
        return (await orders.FindAsync(orderId, ct))?.FindCreditNote(number) is { } note ? CreateCreditNote(note) : null;
    }

    internal static OrderDocument CreateCreditNote(CreditNote note) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"credit-note-{note.Order.Reference}-{note.Refund.CreditNoteNumber}.pdf"),
            CreditNotePdf.Write(note)
        );

    internal static OrderDocument CreateReceipt(PaidOrder paid) =>
        new($"{(paid.IsInvoice ? "invoice" : "receipt")}-{paid.Order.Reference}.pdf", ReceiptPdf.Write(paid));

    internal async Task<OrderDocument?> CreateTicketsAsync(PaidOrder paid, CancellationToken ct)
    {
        var tickets = paid.ValidTickets;
        if (tickets.Count == 0)
        {
            return null;
        }

        var poster = await PrintPoster.ReadAsync(posters, paid.Event, ct);
        var signed = await codes.SignAsync(paid.Event, tickets, ct);
        return new OrderDocument($"tickets-{paid.Order.Reference}.pdf", TicketsPdf.Write(paid, poster, [.. tickets.Zip(signed)]));
    }
}
