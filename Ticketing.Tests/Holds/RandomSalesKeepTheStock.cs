using CsCheck;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Holds;

/// <summary>After every step sold + held + remaining = capacity, and paid orders have their tickets.</summary>
public sealed class RandomSalesKeepTheStock(Venues venues, ITestOutputHelper output) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    private static readonly Gen<(int Act, int A, int B)> Step = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 3]);

    [Theory, OnBothDatabases]
    public async Task Whatever_is_held_expired_paid_declined_and_given_back(DatabaseProvider database)
    {
        app = venues.On(database);
        var histories = Proofs.Count(shortRun: 40, full: 1000);
        const string seed = "0000KOvTjRe2";
        output.WriteLine($"{histories} histories, seed {seed}");
        await Step.Array[5, 40].SampleAsync(PlayAsync, iter: histories, threads: 1, seed: seed);
        await app.AssertInvariantsAsync();
    }

    private async Task PlayAsync((int Act, int A, int B)[] steps)
    {
        var show = await app.PublishAsync(
            e => e.Capacity = 14, new TypeDraft("Standing", 1400, 9), new TypeDraft("Seated", 2400, 6), new TypeDraft("Free", 0, 3));
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
        private readonly List<StartOutcome.PayAt> pages = [];

        public Task StepAsync(int act, int a, int b) => act switch
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
                [show.TypeId("Standing")] = a, [show.TypeId("Seated")] = b, [show.TypeId("Free")] = (a + b) % 2,
            };
            if (await app.HoldAsync(show, wish) is HoldOutcome.Placed placed)
            {
                codes.Add(placed.Code);
            }
        }

        private async Task PayAsync(int which)
        {
            if (codes.Count > 0 && await app.StartPaymentAsync(codes[which % codes.Count]) is StartOutcome.PayAt page)
            {
                pages.Add(page);
            }
        }

        private Task ChooseAsync(int which, SandboxStatus outcome) =>
            pages.Count == 0 ? Task.CompletedTask : app.ChooseAsync(pages[which % pages.Count], outcome);

        private async Task GiveBackAsync(int which)
        {
            if (codes.Count > 0)
            {
                var hold = await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(codes[which % codes.Count], default));
                await app.UseAsync<BuyerReturn, bool>(buyer => buyer.GiveBackAsync(hold!, TestContext.Current.CancellationToken));
            }
        }

        private async Task WaitAsync(TimeSpan time)
        {
            app.Clock.Advance(time);
            await app.RunAsync<HoldExpiry>();
            await app.RunAsync<PaymentReconciler>();
            await app.RunAsync<OrderUpkeep>();
        }
    }
}
