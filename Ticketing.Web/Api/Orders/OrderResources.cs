using Ticketing.Api.Json;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Search;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;

namespace Ticketing.Api.Orders;

internal static class OrderResources
{
    public static OrderSummaryResource Create(OrderListItem order) =>
        new()
        {
            Reference = order.Reference,
            EventId = order.EventId,
            EventTitle = order.EventTitle,
            TimeZone = order.EventTimeZone,
            Status = order.Status,
            Channel = order.Channel,
            Buyer = new BuyerResource
            {
                Name = order.BuyerName,
                Email = order.BuyerEmail,
                Phone = null,
            },
            TicketCount = order.Tickets,
            Total = ApiMoney.From(order.Amount),
            CreatedAt = EventTimes.ToLocal(order.EventTimeZone, order.CreatedAt),
            PaidAt = ToLocal(order.EventTimeZone, order.PaidAt),
        };

    public static OrderResource Create(Order order, Event @event, IReadOnlyList<Ticket> tickets, IReadOnlyList<Refund> refunds) =>
        new()
        {
            Reference = order.Reference,
            EventId = order.EventId,
            EventTitle = @event.Title,
            TimeZone = @event.TimeZone,
            Status = order.Status,
            Channel = order.Channel,
            Buyer = new BuyerResource
            {
                Name = order.BuyerName,
                Email = order.BuyerEmail,
                Phone = order.BuyerPhone,
            },
            TicketCount = order.Lines.Sum(line => line.Quantity),
            Total = ApiMoney.From(order.Money(order.Total)),
            CreatedAt = EventTimes.ToLocal(@event, order.CreatedAt),
            PaidAt = ToLocal(@event.TimeZone, order.PaidAt),
            Language = order.Language,
            TermsVersion = order.TermsVersion,
            Company = order.Company is { } company ? Create(company) : null,
            BookingFee = ApiMoney.From(order.Money(order.BookingFee)),
            PromoCode = order.PromoCode,
            Discount = ApiMoney.From(order.Money(order.Discount)),
            Tax = ApiMoney.From(order.Money(order.Tax)),
            PaidWith = order.PaidWith,
            ReceiptNumber = order.ReceiptLabel,
            Tickets = [.. tickets.Select(ticket => Create(ticket, @event))],
            Refunds = [.. refunds.Select(refund => Create(refund, @event))],
        };

    public static RefundResource Create(Refund refund, Event @event) =>
        new()
        {
            Id = refund.Id,
            Status = refund.Status,
            Amount = ApiMoney.From(refund.Money),
            IsCash = refund is { IsManual: true, ManualMethod: not ManualRefundMethod.BankTransfer },
            Tickets = [.. refund.Lines.Select(line => line.Number).Order()],
            Reason = refund.Reason,
            RequestedBy = refund.RequestedBy,
            RequestedAt = EventTimes.ToLocal(@event, refund.RequestedAt),
            SettledAt = ToLocal(@event.TimeZone, refund.SettledAt),
            HandedBackAt = ToLocal(@event.TimeZone, refund.HandedBackAt),
        };

    private static CompanyResource Create(Company company) =>
        new()
        {
            Name = company.Name,
            Address = company.Address,
            TaxNumber = company.TaxNumber,
        };

    private static OrderTicketResource Create(Ticket ticket, Event @event) =>
        new()
        {
            Number = ticket.Number,
            TicketTypeId = ticket.TicketTypeId,
            Category = @event.GetTicketTypeName(ticket.TicketTypeId, ticket.Category),
            Attendee = ticket.Attendee,
            Status = ticket.Status,
            IsSuspended = ticket is { Status: TicketStatus.Valid, SuspendedAt: not null },
            CheckedInAt = ToLocal(@event.TimeZone, ticket.CheckedInAt),
        };

    private static DateTimeOffset? ToLocal(string zone, DateTimeOffset? instant) => instant is { } at ? EventTimes.ToLocal(zone, at) : null;
}
