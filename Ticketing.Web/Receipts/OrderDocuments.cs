using Ticketing.Tickets;

namespace Ticketing.Receipts;

public sealed record OrderDocument(string FileName, byte[] Content)
{
    public const string MediaType = "application/pdf";
}

/// <summary>Drawn on each request, so they show the order as it is now.</summary>
public sealed class OrderDocuments
{
    private readonly PaidOrders orders;
    private readonly TicketCodes codes;

    internal OrderDocuments(PaidOrders orders, TicketCodes codes) => (this.orders, this.codes) = (orders, codes);

    /// <returns>Null if the order is not paid.</returns>
    public async Task<OrderDocument?> ReceiptAsync(Guid orderId, CancellationToken ct) =>
        await orders.FindAsync(orderId, ct) is { } paid ? Receipt(paid) : null;

    /// <returns>One page per valid ticket; null if there is none.</returns>
    public async Task<OrderDocument?> TicketsAsync(Guid orderId, CancellationToken ct) =>
        await orders.FindAsync(orderId, ct) is { } paid ? await TicketsAsync(paid, ct) : null;

    internal static OrderDocument Receipt(PaidOrder paid) => new($"receipt-{paid.Order.Reference}.pdf", ReceiptPdf.Write(paid));

    internal async Task<OrderDocument?> TicketsAsync(PaidOrder paid, CancellationToken ct)
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
