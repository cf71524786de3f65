using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Settlements.Figures;
using Ticketing.Features.Settlements.Statements;
using Ticketing.Features.Settlements.Terms;
using Xunit;

namespace Ticketing.Tests.Features.Settlements;

/// <summary>Events small enough to check by hand.</summary>
public sealed class SettlementSplitTests
{
    private static readonly Guid Standing = Guid.NewGuid();

    [Theory]
    [InlineData(10_000, 7000, 0, 7000, 3000)]
    [InlineData(10_001, 5000, 0, 5001, 5000)] // half a penny is the artist's
    [InlineData(9_999, 3333, 0, 3333, 6666)]
    [InlineData(10_000, 7000, 7000, 7000, 3000)]
    [InlineData(10_000, 7000, 8000, 8000, 2000)]
    [InlineData(10_000, 7000, 12_000, 12_000, -2000)]
    [InlineData(10_000, 0, 0, 0, 10_000)]
    [InlineData(10_000, 10_000, 0, 10_000, 0)]
    public void The_artist_gets_the_share_or_the_guarantee_and_the_venue_the_rest(
        long price,
        int basisPoints,
        long guarantee,
        long artist,
        long venue
    )
    {
        var split = Settlement.Calculate(CreateData(price) with { Terms = Terms(basisPoints, guarantee) }).Split!;
        Assert.Equal((artist, venue), (split.ToArtist, split.ToVenue));
        Assert.Equal(guarantee * 10_000 > price * basisPoints, split.GuaranteeApplies);
    }

    [Fact]
    public void An_applying_guarantee_and_who_bears_it_are_explained()
    {
        Assert.Equal("", SettlementText.GuaranteeNote(Settlement.Calculate(CreateData(10_000) with { Terms = Terms(7000, 7000) })));
        Assert.Equal(
            "The guarantee of £80.00 applies: 70% of the pot would be £70.00.",
            SettlementText.GuaranteeNote(Settlement.Calculate(CreateData(10_000) with { Terms = Terms(7000, 8000) }))
        );
        Assert.Equal(
            "The guarantee of £120.00 applies: 70% of the pot would be £70.00. The pot doesn’t cover it: the venue pays £20.00 of it.",
            SettlementText.GuaranteeNote(Settlement.Calculate(CreateData(10_000) with { Terms = Terms(7000, 12_000) }))
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public void A_negative_pot_pays_the_guarantee_only(long guarantee)
    {
        var split = Settlement.Calculate(CreateData(1000) with { Terms = Terms(7000, guarantee), Deductions = [Cost(4000)] }).Split!;
        Assert.Equal((-3000, 0, guarantee, -3000 - guarantee), (split.Pot, split.Share, split.ToArtist, split.ToVenue));
    }

    [Theory]
    [InlineData(false, false, false, 20_000)]
    [InlineData(true, false, false, 22_000)]
    [InlineData(false, true, false, 16_667)] // of £200.00 a sixth is tax
    [InlineData(true, true, false, 18_333)]
    [InlineData(false, false, true, 19_650)]
    [InlineData(true, true, true, 17_983)]
    public void The_pot_follows_the_terms(bool fees, bool tax, bool provider, long pot)
    {
        var order = Order(22_000, 3667, 20);
        var night = CreateData(order, new SettlementOrderLine(order.Id, Standing, 2, 10_000, 1000)) with
        {
            Payments = [new SettlementPayment(order.Id, 22_000, 350)],
            Terms = Terms(5000, 0, fees, tax, provider),
        };
        var s = Settlement.Calculate(night);
        Assert.Equal(pot, s.Pot.Amount);
        Assert.Equal(
            s.Net.Total,
            s.Split!.ToArtist + s.Split.ToVenue + s.Pot.BookingFees + s.Pot.Tax + s.Pot.ProviderFees + s.Pot.Deductions
        );
    }

    [Fact]
    public void Tax_after_a_refund_is_the_tax_included_in_the_rest()
    {
        // Two tickets of £9.99 with fees of 51p; one is refunded without its fee: £11.01 stay, of which £1.84 (1.835) are tax, £1.67
        // (1.665) in the ticket.
        var order = Order(2100, 350, 20);
        var s = Settlement.Calculate(
            CreateData(order, new SettlementOrderLine(order.Id, Standing, 2, 999, 51)) with
            {
                RefundedTickets = [new SettlementRefundedTicket(order.Id, Standing, 999, 0)],
                Refunds = [new SettlementRefund(order.Id, 999, RefundStatus.Pending)],
                Payments = [new SettlementPayment(order.Id, 2100, null)],
            }
        );
        Assert.Equal((new FaceAndFee(999, 102), new FaceAndFee(167, 17)), (Assert.Single(s.Taxes).GrossAmount, s.Tax));
        Assert.Equal((1, 1, true), (s.PendingRefundCount, s.ProviderFees.UnknownCount, s.MoneyCheck.IsBalanced));
    }

    [Fact]
    public void Sales_in_another_currency_are_listed_but_not_added()
    {
        var (ours, theirs) = (Order(1000, 0, 0), Order(3000, 0, 0) with { Currency = "EUR" });
        var s = Settlement.Calculate(
            CreateData(
                ours,
                new SettlementOrderLine(ours.Id, Standing, 1, 1000, 0),
                new SettlementOrderLine(theirs.Id, Standing, 1, 3000, 0)
            ) with
            {
                Orders = [ours, theirs],
                Payments = [new SettlementPayment(ours.Id, 1000, 20), new SettlementPayment(theirs.Id, 3000, 65)],
                RefundedTickets = [new SettlementRefundedTicket(theirs.Id, Standing, 3000, 0)],
                Refunds = [new SettlementRefund(theirs.Id, 3000, RefundStatus.Pending)],
            }
        );
        Assert.Equal(
            (1000, 1, 20, 0, true),
            (s.Net.Total, s.Sold, s.ProviderFees.KnownTotal, s.PendingRefundCount, s.MoneyCheck.IsBalanced)
        );
        Assert.Contains("1 order in another currency, €30.00 in all, is not in these figures.", SettlementText.Remarks(s));
    }

    [Theory]
    [InlineData(1500, "The books do not agree: the money left is £5.00 more than")]
    [InlineData(0, "The books do not agree: the money left is £10.00 less than")]
    public void A_mismatch_is_reported_with_its_difference(long paid, string told)
    {
        var order = Order(1000, 0, 0);
        var s = Settlement.Calculate(
            CreateData(order, new SettlementOrderLine(order.Id, Standing, 1, 1000, 0)) with
            {
                Payments = [new SettlementPayment(order.Id, paid, 0)],
            }
        );
        Assert.StartsWith(told, SettlementText.MismatchWarning(s), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_terms_nothing_is_shared()
    {
        var s = Settlement.Calculate(CreateData(1000) with { Terms = null });
        Assert.Null(s.Split);
        Assert.Empty(SettlementText.SplitLines(s));
        Assert.Equal(1000, s.Pot.Amount);
    }

    private static SettlementData CreateData(long price)
    {
        var order = Order(price, 0, 0);
        return CreateData(order, new SettlementOrderLine(order.Id, Standing, 1, price, 0)) with
        {
            Payments = [new SettlementPayment(order.Id, price, 0)],
        };
    }

    private static SettlementData CreateData(SettlementOrder order, params SettlementOrderLine[] lines) =>
        new()
        {
            Currency = "GBP",
            Types = [new SettlementTicketType(Standing, "Standing")],
            Orders = [order],
            Lines = lines,
            RefundedTickets = [],
            Refunds = [],
            Payments = [],
            Terms = Terms(5000, 0),
            Deductions = [],
        };

    private static SettlementOrder Order(long total, long tax, decimal rate) =>
        new(Guid.NewGuid(), OrderStatus.Paid, OrderChannel.Online, "GBP", total, tax, rate);

    private static SettlementTerms Terms(int basisPoints, long guarantee, bool fees = false, bool tax = true, bool provider = true) =>
        new()
        {
            EventId = Guid.NewGuid(),
            Artist = "Nadia Karim",
            ShareBasisPoints = basisPoints,
            Guarantee = guarantee,
            CountsBookingFees = fees,
            TakesTaxFirst = tax,
            TakesProviderFeesFirst = provider,
        };

    private static Deduction Cost(long amount) =>
        new()
        {
            EventId = Guid.NewGuid(),
            Label = "PA hire",
            Amount = amount,
            Position = 0,
        };
}
