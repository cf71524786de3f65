using Ticketing.Features.Receipts.Printing;
using Ticketing.Features.Tickets;

namespace Ticketing.Features.Receipts;

public sealed record OrderDocument(string FileName, byte[] Content)
{
    public const string MediaType = "application/pdf";
}

/// <summary>Drawn on each request, so they show the order as it is now.</summary>
public sealed class OrderDocuments
{
    private readonly PaidOrderQueries orders;
    private readonly TicketCodeService codes;

    internal OrderDocuments(PaidOrderQueries orders, TicketCodeService codes) => (this.orders, this.codes) = (orders, codes);

    /// <returns>Null if the order is not paid.</returns>
    public async Task<OrderDocument?> CreateReceiptAsync(Guid orderId, CancellationToken ct) =>
        await orders.FindAsync(orderId, ct) is { } paid ? CreateReceipt(paid) : null;

    /// <returns>One page per valid ticket; null if there is none.</returns>
    public async Task<OrderDocument?> CreateTicketsAsync(Guid orderId, CancellationToken ct) =>
        await orders.FindAsync(orderId, ct) is { } paid ? await CreateTicketsAsync(paid, ct) : null;

    internal static OrderDocument CreateReceipt(PaidOrder paid) => new($"receipt-{paid.Order.Reference}.pdf", ReceiptPdf.Write(paid));

    internal async Task<OrderDocument?> CreateTicketsAsync(PaidOrder paid, CancellationToken ct)
    {
        var tickets = paid.ValidTickets;
        if (tickets.Count == 0)
        {
            return null;
        }

        var signed = await codes.SignAsync(paid.Event, tickets, ct);
        return new OrderDocument($"tickets-{paid.Order.Reference}.pdf", TicketsPdf.Write(paid, [.. tickets.Zip(signed)]));
    }
}
