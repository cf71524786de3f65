using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Receipts.Printing;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts;

/// <param name="Tickets">By number, void ones too.</param>
/// <param name="Venue">The venue that issues the copy; the seller may be another.</param>
public sealed record PaidOrder(Order Order, Event Event, IReadOnlyList<Ticket> Tickets, SiteOptions Venue, PrintLogo? Logo)
{
    /// <summary>False for a copy that must not repeat the names that the buyer typed.</summary>
    public bool ShowsNames { get; init; } = true;

    /// <summary>By number of their credit notes, those without one first.</summary>
    public required IReadOnlyList<Refund> Refunds { get; init; }

    /// <summary>"VAT", in the current language.</summary>
    public required string TaxName { get; init; }

    public DateTimeOffset PaidAt => Order.PaidAt ?? throw new InvalidOperationException($"Order {Order.Id} is paid but has no date.");

    public string ReceiptNumber => Order.ReceiptLabel;

    public CreditNote? FindCreditNote(long number) =>
        Refunds.FirstOrDefault(refund => refund.CreditNoteNumber == number) is { } refund ? new CreditNote(this, refund) : null;

    /// <summary>The receipt is an invoice to a company.</summary>
    public bool IsInvoice => Order.Company is not null;

    public string Seller => Order.SellerName;

    public IReadOnlyList<Ticket> ValidTickets => [.. Tickets.Where(t => t.Status == TicketStatus.Valid)];

    /// <summary>"Friday 27 November 2026 · Doors 19:30 · Starts 20:15 (London time)".</summary>
    public string When => $"{Event.DayAndHours()} ({Event.ZoneText()})";

    /// <summary>"The Blue Room, 14 Canal Street, Leeds".</summary>
    public string Where => string.Join(", ", new[] { Event.Location, SingleLineText.From(Event.Address) }.Where(part => part.Length > 0));
}
