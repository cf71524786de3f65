using CsCheck;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Holds;

/// <summary>After every step sold + held + remaining = capacity, and paid orders have their tickets.</summary>
public sealed class RandomSalesStockTests(VenueFixture venues, ITestOutputHelper output) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static readonly Gen<(int Act, int A, int B)> Step = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 3]);

    [Theory, OnEitherDatabase]
    public async Task Random_sales_keep_the_stock_consistent(DatabaseProvider database)
    {
        app = venues.On(database);
        var histories = TestScale.Count(shortRun: 16, full: 1000);
        const string seed = "0000KOvTjRe2";
        output.WriteLine($"{histories} histories, seed {seed}");
        await Step.Array[5, 40].SampleAsync(RunHistoryAsync, iter: histories, threads: 1, seed: seed);
        await app.AssertInvariantsAsync();
    }

    private async Task RunHistoryAsync((int Act, int A, int B)[] steps)
    {
        var show = await app.PublishEventAsync(
            e => e.Capacity = 14,
            new TicketTypeDraft("Standing", 1400, 9),
            new TicketTypeDraft("Seated", 2400, 6),
            new TicketTypeDraft("Free", 0, 3)
        );
        var sale = new Sale(app, show);
        foreach (var (act, a, b) in steps)
        {
            await sale.StepAsync(act, a, b);
            await app.UseAsync<TicketingDbContext>(db => Invariants.AssertAsync(db, show.Id));
        }
    }

    private sealed class Sale(TicketingApp app, Event show)
    {
        private readonly List<string> codes = [];
        private readonly List<StartOutcome.Redirect> pages = [];

        public Task StepAsync(int act, int a, int b) =>
            act switch
            {
                0 or 1 or 2 => HoldAsync(a, b),
                3 or 4 => PayAsync(a),
                5 => ChooseAsync(a, SandboxStatus.Paid),
                6 => ChooseAsync(a, b < 2 ? SandboxStatus.Declined : SandboxStatus.Cancelled),
                7 => GiveBackAsync(a),
                8 => WaitAsync(TimeSpan.FromMinutes(1 + (a * 4))),
                _ => WaitAsync(TimeSpan.FromMinutes(b * 12)),
            };

        private async Task HoldAsync(int a, int b)
        {
            var wish = new Dictionary<Guid, int>
            {
                [show.GetTicketTypeId("Standing")] = a,
                [show.GetTicketTypeId("Seated")] = b,
                [show.GetTicketTypeId("Free")] = (a + b) % 2,
            };
            if (await app.TryPlaceHoldAsync(show, wish) is HoldOutcome.Placed placed)
            {
                codes.Add(placed.Code);
            }
        }

        private async Task PayAsync(int which)
        {
            if (codes.Count > 0 && await app.StartPaymentAsync(codes[which % codes.Count]) is StartOutcome.Redirect page)
            {
                pages.Add(page);
            }
        }

        private Task ChooseAsync(int which, SandboxStatus outcome) =>
            pages.Count == 0 ? Task.CompletedTask : app.SetSandboxOutcomeAsync(pages[which % pages.Count], outcome);

        private async Task GiveBackAsync(int which)
        {
            if (codes.Count > 0)
            {
                var hold = await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(codes[which % codes.Count], default));
                await app.UseAsync<PaymentReturn, bool>(buyer => buyer.ReleaseHoldAsync(hold!, TestContext.Current.CancellationToken));
            }
        }

        private async Task WaitAsync(TimeSpan time)
        {
            app.Clock.Advance(time);
            await app.RunJobAsync<HoldExpiryJob>();
            await app.RunJobAsync<PaymentSettlementJob>();
            await app.RunJobAsync<OrderExpiryJob>();
        }
    }
}
