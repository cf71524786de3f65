using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Settlements.Figures;
using Ticketing.Features.Settlements.Terms;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Features.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Settlements;

/// <summary>The settlement must agree with the raw orders and payments.</summary>
public sealed class SettlementTotalsTests(SettlementTotalsTests.BoxOfficeFeeVenues venues, ITestOutputHelper output)
    : IClassFixture<SettlementTotalsTests.BoxOfficeFeeVenues>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Random_sales_add_up_to_the_minor_unit(DatabaseProvider database)
    {
        app = venues.On(database);
        const int seed = 20_31_02;
        var nights = TestScale.Count(shortRun: 3, full: 40);
        output.WriteLine($"{nights} nights, seed {seed}");
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        for (var night = 0; night < nights; night++)
        {
            var dice = new Random(seed + night);
            var show = await SimulateEventAsync(dice, superAdmin);
            await CheckAsync(show, seed + night);
        }

        await app.AssertInvariantsAsync();
    }

    private async Task<Event> SimulateEventAsync(Random dice, Browser superAdmin)
    {
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Standing", dice.Next(1, 5000), 200),
            new TicketTypeDraft("Seated", dice.Next(1, 9000), 200),
            new TicketTypeDraft("Children", 0, 200),
            new TicketTypeDraft("Last", 1400, 1)
        );
        var orders = new List<Order>();
        var steps = dice.Next(15, 35);
        for (var step = 0; step < steps; step++)
        {
            await StepAsync(dice, show, orders, superAdmin);
        }

        if (dice.Next(2) == 0)
        {
            await app.PayTooLateAsync(show, "Last");
        }

        await AgreeAsync(dice, show);
        return show;
    }

    private async Task StepAsync(Random dice, Event show, List<Order> orders, Browser superAdmin)
    {
        var category = dice.Next(5) switch
        {
            0 => "Children",
            1 or 2 => "Seated",
            _ => "Standing",
        };
        switch (dice.Next(10))
        {
            case < 4:
                orders.Add(
                    await app.BuyAsync(
                        show,
                        category,
                        dice.Next(1, 5),
                        dice.Next(4) == 0 ? "eve+refund-fails@example.com" : "ada@example.com"
                    )
                );
                break;
            case 4 or 5:
                orders.Add(
                    await app.SellAsync(
                        show,
                        category,
                        dice.Next(1, 5),
                        dice.Next(3) switch
                        {
                            0 => BoxOfficePayment.Complimentary,
                            1 => BoxOfficePayment.CardTerminal,
                            _ => BoxOfficePayment.Cash,
                        }
                    )
                );
                break;
            case 6 or 7 when orders.Count > 0:
                await RefundSomeAsync(dice, orders[dice.Next(orders.Count)]);
                break;
            case 8:
                // The values picked may be the current ones.
                var saved = await superAdmin.TryAsync(
                    "money",
                    ("TaxRatePercent", Pick(dice, 0, 5, 5.5m, 19, 20)),
                    ("BookingFeePercent", Pick(dice, 0, 3.3m, 7.77m)),
                    ("BookingFeeFixed", Pick(dice, 0.01m, 0.3m, 1))
                );
                Assert.Matches(@"Saved\.|Nothing was different\.", saved.ExpectStatus(HttpStatusCode.OK).Text);
                await app.EditTicketTypeAsync(
                    show,
                    "Standing",
                    type => type.Price = (dice.Next(1, 5000) / 100m).ToString(CultureInfo.InvariantCulture)
                );
                break;
            default:
                await app.RunJobAsync<RefundJob>();
                await (orders.Count > 0 ? app.ClearFeeAsync(orders[dice.Next(orders.Count)]) : Task.CompletedTask);
                break;
        }
    }

    private async Task RefundSomeAsync(Random dice, Order order)
    {
        var numbers = (await app.GetTicketsAsync(order))
            .Where(t => t.Status == TicketStatus.Valid && dice.Next(2) == 0)
            .Select(t => t.Number)
            .ToArray();
        if (numbers.Length > 0)
        {
            Assert.IsType<RefundOutcome.Started>(await app.TryRefundAsync(order, keepFee: dice.Next(2) == 0, numbers));
        }
    }

    private async Task AgreeAsync(Random dice, Event show)
    {
        await app.AgreeTermsAsync(
            show,
            new TermsForm
            {
                Artist = "Nadia Karim",
                Share = (dice.Next(0, 10_001) / 100m).ToString(CultureInfo.InvariantCulture),
                Guarantee = dice.Next(2) == 0 ? "" : $"{dice.Next(0, 900)}",
                CountsBookingFees = dice.Next(2) == 0,
                TakesTaxFirst = dice.Next(2) == 0,
                TakesProviderFeesFirst = dice.Next(2) == 0,
            }
        );
        for (var count = dice.Next(0, 4); count > 0; count--)
        {
            await app.AddDeductionAsync(show, $"Cost {count}", $"{dice.Next(1, 60_000) / 100m}");
        }
    }

    private async Task CheckAsync(Event show, int seed)
    {
        var s = await app.GetSettlementAsync(show);
        var raw = await app.UseAsync<TicketingDbContext, RawEventData>(db => RawEventData.ReadAsync(db, show.Id));
        Assert.True(s.MoneyCheck.IsBalanced, $"Seed {seed}: {s.MoneyCheck}");
        CheckTakings(s, raw);
        CheckTickets(s, raw);
        CheckTax(s, raw);
        CheckSplit(s, raw);
        Assert.Equal((raw.Late.Count, raw.Late.Sum(p => p.Amount)), (s.LatePayments.Count, s.LatePayments.Amount));
        Assert.Equal(raw.Refunds.Count(r => r.Status != RefundStatus.Succeeded), s.PendingRefundCount);
        Assert.Empty(s.ForeignSales);
    }

    private static void CheckTakings(Settlement s, RawEventData raw)
    {
        Assert.Equal((raw.Orders.Sum(o => o.FaceValue), raw.Orders.Sum(o => o.BookingFee)), (s.Gross.FaceValue, s.Gross.BookingFee));
        Assert.Equal(raw.Refunds.Sum(r => r.Amount), s.Refunds.Total);
        Assert.Equal(raw.Refunds.SelectMany(r => r.Lines).Sum(l => l.BookingFee), s.Refunds.BookingFee);
        Assert.Equal(raw.Payments.Sum(p => p.Amount), s.MoneyCheck.OnlineTotal);
        Assert.Equal(raw.Orders.Where(o => o.Channel == OrderChannel.BoxOffice).Sum(o => o.Total), s.MoneyCheck.BoxOfficeTotal);
        Assert.Equal(raw.Payments.Sum(p => p.Amount) + s.MoneyCheck.BoxOfficeTotal - raw.Refunds.Sum(r => r.Amount), s.Net.Total);
        Assert.Equal(
            (raw.Payments.Sum(p => p.Fee ?? 0), raw.Payments.Count(p => p.Fee == null)),
            (s.ProviderFees.KnownTotal, s.ProviderFees.UnknownCount)
        );
    }

    private static void CheckTickets(Settlement s, RawEventData raw)
    {
        Assert.All(s.Tickets, row => Assert.Equal(row.Price * row.Sold, row.Gross.FaceValue));
        Assert.Equal(s.Tickets.Count, s.Tickets.DistinctBy(row => (row.Category, row.Channel, row.Price)).Count());
        Assert.All(s.Tickets.Where(row => row.Channel == OrderChannel.Comp), row => Assert.Equal((0, 0), (row.Price, row.Gross.Total)));
        var channels = raw.Orders.ToDictionary(o => o.Id, o => o.Channel);
        foreach (var channel in Enum.GetValues<OrderChannel>())
        {
            var tickets = raw.Tickets.Where(t => channels[t.OrderId] == channel).ToList();
            var rows = s.Tickets.Where(row => row.Channel == channel).ToList();
            Assert.Equal(
                (tickets.Count, tickets.Count(t => t.Status == TicketStatus.Void)),
                (rows.Sum(row => row.Sold), rows.Sum(row => row.Refunded))
            );
            Assert.Equal(raw.Orders.Where(o => o.Channel == channel).Sum(raw.NetOf), rows.Sum(row => row.Net.Total));
        }
    }

    private static void CheckTax(Settlement s, RawEventData raw)
    {
        foreach (var rate in raw.Orders.GroupBy(o => o.TaxRatePercent).Where(rate => rate.Key > 0 && rate.Any(o => raw.NetOf(o) > 0)))
        {
            var told = Assert.Single(s.Taxes, tax => tax.RatePercent == rate.Key);
            Assert.Equal(rate.Sum(o => Inside(raw.NetOf(o), rate.Key)), told.Tax.Total);
            Assert.Equal(rate.Sum(raw.NetOf), told.GrossAmount.Total);
            Assert.InRange(told.Tax.BookingFee, 0, told.GrossAmount.BookingFee);
        }

        Assert.Equal(s.Taxes.Sum(rate => rate.Tax.Total), s.Tax.Total);
    }

    private static void CheckSplit(Settlement s, RawEventData raw)
    {
        var (terms, split) = (s.Terms, s.Split!);
        var shared = terms.CountsBookingFees ? s.Net.Total : s.Net.FaceValue;
        var tax =
            !terms.TakesTaxFirst ? 0
            : terms.CountsBookingFees ? s.Tax.Total
            : s.Tax.FaceValue;
        var pot = shared - tax - (terms.TakesProviderFeesFirst ? raw.Payments.Sum(p => p.Fee ?? 0) : 0) - s.Deductions.Sum(d => d.Amount);
        Assert.Equal(pot, s.Pot.Amount);
        var share = Math.Max(0, (long)Math.Round(pot * terms.ShareBasisPoints / 10_000m, MidpointRounding.AwayFromZero));
        Assert.Equal(Math.Max(share, terms.Guarantee), split.ToArtist);
        Assert.Equal(s.Net.Total, split.ToArtist + split.ToVenue + s.Pot.BookingFees + s.Pot.Deductions + s.Pot.Tax + s.Pot.ProviderFees);
    }

    private static long Inside(long gross, decimal rate) => (long)Math.Round(gross * rate / (100 + rate), MidpointRounding.AwayFromZero);

    private sealed record RawEventData(
        List<Order> Orders,
        List<Ticket> Tickets,
        List<Refund> Refunds,
        List<Payment> Payments,
        List<Payment> Late
    )
    {
        public static async Task<RawEventData> ReadAsync(TicketingDbContext db, Guid show)
        {
            var all = await db.Set<Order>().AsNoTracking().Where(o => o.EventId == show).ToListAsync(Ct);
            var sold = all.Where(o => o.WasSold).ToList();
            var late = all.Where(o => o.Status == OrderStatus.PaidTooLate).Select(o => o.Id).ToHashSet();
            var ids = sold.Select(o => o.Id).ToHashSet();
            var payments = (await db.Set<Payment>().AsNoTracking().ToListAsync(Ct)).Where(p => p.Status == PaymentStatus.Paid).ToList();
            var refunds = (await db.Set<Refund>().AsNoTracking().Include(r => r.Lines).ToListAsync(Ct))
                .Where(r => ids.Contains(r.OrderId))
                .ToList();
            return new RawEventData(
                sold,
                await db.Set<Ticket>().AsNoTracking().Where(t => t.EventId == show).ToListAsync(Ct),
                refunds,
                [.. payments.Where(p => ids.Contains(p.OrderId))],
                [.. payments.Where(p => late.Contains(p.OrderId))]
            );
        }

        public long NetOf(Order order) => order.Total - Refunds.Where(r => r.OrderId == order.Id).Sum(r => r.Amount);
    }

    private static string Pick(Random dice, params decimal[] choices) =>
        choices[dice.Next(choices.Length)].ToString(CultureInfo.InvariantCulture);

    public sealed class BoxOfficeFeeVenues : VenueFixture
    {
        protected override TicketingApp Create(DatabaseProvider database) =>
            new TicketingApp(database).Set("Pricing:BookingFeeAtBoxOffice", "true");
    }
}
