using CsCheck;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

/// <summary>After every step the counts of codes, the stock, the money and the tickets add up.</summary>
public sealed class RandomPromoCodeTests(ITestOutputHelper output)
{
    private static readonly Gen<(int Act, int A, int B)> Step = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 4], Gen.Int[1, 3]);

    [Theory, OnBothDatabases]
    public async Task Codes_add_up_after_random_holds_payments_and_refunds(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var histories = TestScale.Count(shortRun: 6, full: 300);
        const string seed = "0000KOvTjRe2";
        output.WriteLine($"{histories} histories, seed {seed}");
        await Step.Array[10, 40].SampleAsync(steps => RunHistoryAsync(app, steps), iter: histories, threads: 1, seed: seed);
    }

    private static async Task RunHistoryAsync(TicketingApp app, (int Act, int A, int B)[] steps)
    {
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Standing", 1405, 12),
            new TicketTypeDraft("Members", 900, 6, type => type.IsHidden = true)
        );
        var members = show.GetTicketTypeId("Members");
        await app.AddCodeAsync(show, value: 1250, change: code => (code.MaxTickets, code.MaxPerOrder) = (7, 3), code: "TICKETS");
        await app.AddCodeAsync(show, PromoCodeKind.Amount, 300, code => (code.MaxOrders, code.ReturnsOnRefund) = (3, true), "ORDERS");
        await app.AddCodeAsync(show, PromoCodeKind.Percent, 10_000, code => (code.Budget, code.MaxPerPerson) = (5000, 2), "BUDGET");
        await app.AddCodeAsync(show, PromoCodeKind.Access, 0, code => code.TicketTypeIds = [members], "MEMBERS");
        var sale = new Sale(app, show);
        foreach (var (act, a, b) in steps)
        {
            await sale.StepAsync(act, a, b);
            await app.AssertInvariantsAsync();
        }
    }

    private sealed class Sale(TicketingApp app, Event show)
    {
        private static readonly string[] Codes = ["TICKETS", "ORDERS", "BUDGET", "MEMBERS", ""];
        private readonly string[] browsers = [.. Enumerable.Range(0, 3).Select(_ => Guid.NewGuid().ToString("N"))];
        private readonly List<string> holds = [];
        private readonly List<StartOutcome.Redirect> pages = [];

        private static CancellationToken Ct => TestContext.Current.CancellationToken;

        public Task StepAsync(int act, int a, int b) =>
            act switch
            {
                0 or 1 or 2 => HoldAsync(a, b, browser: null),
                3 => HoldAsync(a, b, browsers[b - 1]),
                4 or 5 or 6 => PayAsync(a, b),
                7 => SettleAsync(a, SandboxStatus.Paid),
                8 => SettleAsync(a, SandboxStatus.Declined),
                9 => ReleaseAsync(a),
                10 => RefundAsync(a, b),
                _ => WaitAsync(TimeSpan.FromMinutes(7 * b)),
            };

        private async Task HoldAsync(int code, int quantity, string? browser)
        {
            var category = Codes[code] == "MEMBERS" ? "Members" : "Standing";
            if (await app.TryHoldWithCodeAsync(show, Codes[code], category, quantity, browser) is HoldOutcome.Placed placed)
            {
                holds.Add(placed.Code);
            }
        }

        private async Task PayAsync(int which, int person)
        {
            if (holds.Count > 0 && await app.StartPaymentAsync(Pick(which), $"buyer{person}@example.com") is StartOutcome.Redirect page)
            {
                pages.Add(page);
            }
        }

        private async Task SettleAsync(int which, SandboxStatus outcome)
        {
            if (pages.Count > 0)
            {
                await app.SetSandboxOutcomeAsync(pages[^(1 + (which % pages.Count))], outcome);
                await WaitAsync(PaymentSettlementJob.CheckInterval);
            }
        }

        private async Task ReleaseAsync(int which)
        {
            if (holds.Count > 0 && await FindHoldAsync(which) is { } hold)
            {
                await app.UseAsync<PaymentReturn, bool>(buyer => buyer.ReleaseHoldAsync(hold, Ct));
            }
        }

        private async Task RefundAsync(int which, int ticket)
        {
            if (holds.Count == 0 || await FindHoldAsync(which) is not { } hold)
            {
                return;
            }

            if (
                await app.UseAsync<OrderQueries, Order?>(orders => orders.FindByHoldAsync(hold.Id, Ct)) is
                { Status: OrderStatus.Paid } order
            )
            {
                await app.TryRefundAsync(order, keepFee: false, ticket);
                await app.RunJobAsync<RefundJob>();
            }
        }

        private async Task WaitAsync(TimeSpan time)
        {
            app.Clock.Advance(time);
            await app.RunJobAsync<HoldExpiryJob>();
            await app.RunJobAsync<PaymentSettlementJob>();
            await app.RunJobAsync<OrderExpiryJob>();
        }

        private string Pick(int which) => holds[^(1 + (which % holds.Count))];

        private Task<Hold?> FindHoldAsync(int which) => app.UseAsync<TicketHolds, Hold?>(all => all.FindAsync(Pick(which), Ct));
    }
}
