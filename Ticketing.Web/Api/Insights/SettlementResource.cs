using Ticketing.Api.Json;
using Ticketing.Features.Orders;
using Ticketing.Features.Settlements.Figures;
using Ticketing.Features.Settlements.Statements;

namespace Ticketing.Api.Insights;

/// <summary>The accounts of an event, and how they are shared. What is refunded is in them from the moment it was asked for.</summary>
public sealed record SettlementResource
{
    /// <summary>The event's id.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The time of the figures.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>Sales and refunds may still change the figures: the event is not over.</summary>
    public required bool IsProvisional { get; init; }

    /// <summary>By ticket type, channel and price.</summary>
    public required IReadOnlyList<SettlementSales> Sales { get; init; }

    /// <summary>Before refunds.</summary>
    public required ApiMoney Gross { get; init; }

    /// <summary>With their booking fees.</summary>
    public required ApiMoney Refunds { get; init; }

    /// <summary>Gross less refunds.</summary>
    public required ApiMoney Net { get; init; }

    /// <summary>The part of the net takings that is tax.</summary>
    public required ApiMoney Tax { get; init; }

    /// <summary>The payment provider's fees, as far as it has reported them.</summary>
    public required ApiMoney ProviderFees { get; init; }

    /// <summary>Number of payments for which the provider has not reported its fee.</summary>
    public required int PaymentsWithUnknownFee { get; init; }

    /// <summary>Costs that are taken off before the rest is shared.</summary>
    public required IReadOnlyList<SettlementDeduction> Deductions { get; init; }

    /// <summary>The amount that is shared.</summary>
    public required ApiMoney Pot { get; init; }

    /// <summary>Null until a deal with the artist is entered.</summary>
    public required SettlementSplit? Split { get; init; }

    /// <summary>More money than the tickets say if above zero, less if below: 0 if payments and tickets agree.</summary>
    public required ApiMoney Difference { get; init; }

    /// <summary>Refunds that have not arrived yet.</summary>
    public required int PendingRefunds { get; init; }

    /// <summary>Payments that buyers' banks have called back and not decided on.</summary>
    public required int OpenDisputes { get; init; }

    internal static SettlementResource From(SettlementReport report)
    {
        var settlement = report.Settlement;
        return new SettlementResource
        {
            EventId = report.Event.Id,
            ReadAt = report.ReadAt,
            IsProvisional = report.ReadAt < report.Event.EndsOrAssumedEndsAt,
            Sales = [.. settlement.Tickets.Select(sales => SettlementSales.From(sales, settlement))],
            Gross = Money(settlement.Gross.Total),
            Refunds = Money(settlement.Refunds.Total),
            Net = Money(settlement.Net.Total),
            Tax = Money(settlement.Tax.Total),
            ProviderFees = Money(settlement.ProviderFees.KnownTotal),
            PaymentsWithUnknownFee = settlement.ProviderFees.UnknownCount,
            Deductions = [.. settlement.Deductions.Select(d => new SettlementDeduction(d.Label, Money(d.Amount)))],
            Pot = Money(settlement.Pot.Amount),
            Split = settlement.Split is { } split
                ? new SettlementSplit(split.Artist, split.SharePercent, Money(split.Guarantee), Money(split.ToArtist), Money(split.ToVenue))
                : null,
            Difference = Money(settlement.MoneyCheck.Difference),
            PendingRefunds = settlement.PendingRefundCount,
            OpenDisputes = settlement.OpenDisputeCount,
        };

        ApiMoney Money(long minorUnits) => ApiMoney.From(settlement.Money(minorUnits));
    }
}

/// <summary>Tickets of one type, channel and price.</summary>
/// <param name="Category">Of the ticket type; for refunds without tickets, what they are.</param>
/// <param name="Channel">Where they were sold.</param>
/// <param name="Price">Face value of one.</param>
/// <param name="Sold">Number of tickets, refunded ones included.</param>
/// <param name="Refunded">Number of tickets.</param>
/// <param name="Net">With booking fees, less refunds.</param>
public sealed record SettlementSales(string Category, OrderChannel Channel, ApiMoney Price, int Sold, int Refunded, ApiMoney Net)
{
    internal static SettlementSales From(TicketSales sales, Settlement settlement) =>
        new(
            sales.Category,
            sales.Channel,
            ApiMoney.From(settlement.Money(sales.Price)),
            sales.Sold,
            sales.Refunded,
            ApiMoney.From(settlement.Money(sales.Net.Total))
        );
}

/// <summary>A cost that is taken off first.</summary>
/// <param name="Label">Such as "PA hire".</param>
/// <param name="Amount">Above zero.</param>
public sealed record SettlementDeduction(string Label, ApiMoney Amount);

/// <summary>How the pot is shared.</summary>
/// <param name="Artist">Who gets the share.</param>
/// <param name="SharePercent">Of the pot.</param>
/// <param name="Guarantee">The artist's minimum; 0 for none.</param>
/// <param name="ToArtist">The share or the guarantee, whichever is higher.</param>
/// <param name="ToVenue">The rest; below zero if the guarantee is higher than the pot.</param>
public sealed record SettlementSplit(string Artist, decimal SharePercent, ApiMoney Guarantee, ApiMoney ToArtist, ApiMoney ToVenue);
