using Ticketing.Api.Json;
using Ticketing.Features.Orders;

namespace Ticketing.Api.Insights;

/// <summary>For the documentation.</summary>
internal static class InsightExamples
{
    private static readonly Guid EventId = new("019ac3f4-7f00-7a31-9c55-1f0f5f0a4b11");
    private static readonly Guid TicketTypeId = new("019ac3f4-7f00-7b02-8d1e-6a7c3c2d9e55");
    private static readonly SalesSum Sum = new(Pounds(4500), Pounds(1500), Pounds(3000), 3, 2);

    public static SalesResource Sales { get; } =
        new()
        {
            From = new DateOnly(2026, 11, 1),
            To = new DateOnly(2026, 11, 30),
            TimeZone = "Europe/London",
            Total = Sum,
            Days = [new DaySales(new DateOnly(2026, 11, 20), Sum)],
            Channels = [new ChannelSales(OrderChannel.Online, Sum)],
            Events = [new EventSales(EventId, "Nadia Karim Quartet", new DateTimeOffset(2026, 11, 27, 20, 15, 0, TimeSpan.Zero), Sum)],
            OtherCurrencyOrders = 0,
        };

    public static EventFiguresResource Figures { get; } =
        new()
        {
            EventId = EventId,
            Capacity = 150,
            ValidTickets = 2,
            Comps = 0,
            RefundedTickets = 1,
            Admitted = 0,
            Revenue = Pounds(4500),
            Refunds = Pounds(1500),
            AveragePrice = Pounds(1500),
            PaidOrders = 1,
            RefundedOrders = 1,
            TicketTypes =
            [
                new TicketTypeFiguresResource
                {
                    TicketTypeId = TicketTypeId,
                    Category = "Standing",
                    IsWithdrawn = false,
                    Capacity = 150,
                    Held = 0,
                    Online = 2,
                    BoxOffice = 0,
                    Comps = 0,
                    Admitted = 0,
                },
            ],
        };

    public static SettlementResource Settlement { get; } =
        new()
        {
            EventId = EventId,
            ReadAt = new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero),
            IsProvisional = false,
            Sales = [new SettlementSales("Standing", OrderChannel.Online, Pounds(1400), 3, 1, Pounds(3000))],
            Gross = Pounds(4500),
            Refunds = Pounds(1500),
            Net = Pounds(3000),
            Tax = Pounds(0),
            ProviderFees = Pounds(95),
            PaymentsWithUnknownFee = 0,
            Deductions = [new SettlementDeduction("PA hire", Pounds(500))],
            Pot = Pounds(2205),
            Split = new SettlementSplit("Nadia Karim", 70, Pounds(0), Pounds(1544), Pounds(661)),
            Difference = Pounds(0),
            PendingRefunds = 0,
            OpenDisputes = 0,
        };

    private static ApiMoney Pounds(long pence) => new(pence, "GBP");
}
