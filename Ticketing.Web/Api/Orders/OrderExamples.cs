using Ticketing.Api.Events;
using Ticketing.Api.Json;
using Ticketing.Api.Lists;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;

namespace Ticketing.Api.Orders;

/// <summary>For the documentation.</summary>
internal static class OrderExamples
{
    private static readonly DateTimeOffset PaidAt = new(2026, 11, 3, 19, 4, 12, TimeSpan.Zero);

    public static RefundTicketsRequest RefundTicketsRequest { get; } = new() { Tickets = [2], Reason = "Cannot come" };

    public static ResendRequest ResendRequest { get; } = new() { Email = "ada@example.com" };

    public static BuyerCorrectionRequest BuyerCorrectionRequest { get; } =
        new()
        {
            Name = "Ada Lovelace",
            Phone = "+44 113 496 0000",
            RenameTickets = true,
        };

    public static AttendeeRequest AttendeeRequest { get; } = new() { Name = "Mary Somerville" };

    public static RefundResource Refund { get; } =
        new()
        {
            Id = new Guid("019ac3f4-7f00-7c10-9d2f-3b5a6c7d8e9f"),
            Status = RefundStatus.Pending,
            Amount = new ApiMoney(1500, "GBP"),
            IsCash = false,
            Tickets = [2],
            Reason = "Cannot come",
            RequestedBy = "API key Website",
            RequestedAt = PaidAt.AddDays(1),
            SettledAt = null,
            HandedBackAt = null,
        };

    public static OrderResource Order { get; } =
        new()
        {
            Reference = "K7QF-3M9D",
            EventId = EventExamples.Event.Id,
            EventTitle = EventExamples.Event.Title,
            TimeZone = EventExamples.Event.TimeZone,
            Status = OrderStatus.Paid,
            Channel = OrderChannel.Online,
            Buyer = CreateBuyer("+441134960000"),
            TicketCount = 2,
            Total = new ApiMoney(3000, "GBP"),
            CreatedAt = PaidAt.AddMinutes(-2),
            PaidAt = PaidAt,
            Language = "en-GB",
            TermsVersion = "standard 0.9.0",
            Company = null,
            BookingFee = new ApiMoney(200, "GBP"),
            PromoCode = null,
            Discount = new ApiMoney(0, "GBP"),
            Tax = new ApiMoney(500, "GBP"),
            PaidWith = "Card ending 4242",
            ReceiptNumber = "R-000123",
            Tickets = [CreateTicket(1, TicketStatus.Valid), CreateTicket(2, TicketStatus.Void)],
            Refunds = [Refund],
        };

    public static CompanyRequest CompanyRequest { get; } =
        new()
        {
            Name = "Analytical Engines Ltd",
            Address = "12 St James’s Square\nLondon SW1Y 4JH",
            TaxNumber = "GB123456789",
        };

    public static OrderResource OrderOfCompany { get; } =
        Order with
        {
            Company = new CompanyResource
            {
                Name = CompanyRequest.Name,
                Address = CompanyRequest.Address,
                TaxNumber = CompanyRequest.TaxNumber,
            },
        };

    public static ApiList<OrderSummaryResource> List { get; } =
        new(
            [
                new OrderSummaryResource
                {
                    Reference = Order.Reference,
                    EventId = Order.EventId,
                    EventTitle = Order.EventTitle,
                    TimeZone = Order.TimeZone,
                    Status = Order.Status,
                    Channel = Order.Channel,
                    Buyer = CreateBuyer(null),
                    TicketCount = Order.TicketCount,
                    Total = Order.Total,
                    CreatedAt = Order.CreatedAt,
                    PaidAt = Order.PaidAt,
                },
            ],
            "older.639000000000000000.019ac3f47f007a319c551f0f5f0a4b11"
        );

    private static BuyerResource CreateBuyer(string? phone) =>
        new()
        {
            Name = "Ada Lovelace",
            Email = "ada@example.com",
            Phone = phone,
        };

    private static OrderTicketResource CreateTicket(int number, TicketStatus status) =>
        new()
        {
            Number = number,
            TicketTypeId = EventExamples.Event.TicketTypes[0].Id,
            Category = "Standing",
            Attendee = "Ada Lovelace",
            Status = status,
            IsSuspended = false,
            CheckedInAt = null,
        };
}
