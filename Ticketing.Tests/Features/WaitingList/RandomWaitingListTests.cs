using CsCheck;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.WaitingList;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingList;

/// <summary>After every step, stock adds up, and no buyer gets what came free while somebody could use it.</summary>
public sealed class RandomWaitingListTests(VenueFixture venues, ITestOutputHelper output) : IClassFixture<VenueFixture>
{
    private static readonly Gen<(int Act, int A, int B)> Step = Gen.Select(Gen.Int[0, 10], Gen.Int[0, 3], Gen.Int[1, 4]);
    private static int people;
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task Random_histories_keep_the_stock_consistent(DatabaseProvider database)
    {
        app = venues.On(database);
        var histories = TestScale.Count(shortRun: 12, full: 500);
        const string seed = "0000KOvTjRe2";
        output.WriteLine($"{histories} histories, seed {seed}");
        await Step.Array[10, 40].SampleAsync(RunHistoryAsync, iter: histories, threads: 1, seed: seed);
        await app.AssertInvariantsAsync();
    }

    private async Task RunHistoryAsync((int Act, int A, int B)[] steps)
    {
        var show = await app.PublishEventAsync(
            e => e.Capacity = 9,
            new TicketTypeDraft("Standing", 1400, 6),
            new TicketTypeDraft("Seated", 2400, 5)
        );
        var history = new History(app, show);
        await history.SellOutAsync();
        foreach (var (act, a, b) in steps)
        {
            await history.StepAsync(act, a, b);
            await app.UseAsync<TicketingDbContext>(db => Invariants.AssertAsync(db, show.Id));
        }
    }

    private sealed class History(TicketingApp app, Event show)
    {
        private readonly List<(Order Order, int Left)> orders = [];
        private readonly List<Guid> entries = [];
        private int standing = 6;
        private int room = 9;

        public async Task SellOutAsync()
        {
            orders.Add((await app.SellAsync(show, "Standing", 5), 5));
            orders.Add((await app.SellAsync(show, "Seated", 4), 4));
        }

        public Task StepAsync(int act, int a, int b) =>
            act switch
            {
                0 or 1 or 2 => JoinAsync(a, b),
                3 => RefundAsync(a),
                4 => entries.Count == 0 ? Task.CompletedTask : app.LeaveAsync(entries[a % entries.Count]),
                5 => HoldAsync(a, b),
                6 => BuyOfferAsync(),
                7 => app.RunJobAsync<WaitingListJob>(),
                8 => RaiseAsync(a),
                9 => SellAsync(a),
                _ => WaitAsync(TimeSpan.FromHours(a)),
            };

        private async Task JoinAsync(int a, int b)
        {
            var wanted = a switch
            {
                0 or 1 => new[] { ("Standing", b) },
                2 => [("Seated", b)],
                _ => [("Standing", b), ("Seated", 1)],
            };
            var email = $"history{Interlocked.Increment(ref people)}@example.com";
            if (await app.TryJoinAsync(show, email, wanted) is JoinOutcome.Joined)
            {
                entries.Add(await app.JoinAsync(show, email, wanted));
            }
        }

        private async Task RefundAsync(int which)
        {
            var at = which % orders.Count;
            var (order, left) = orders[at];
            if (left > 0)
            {
                await app.StartRefundAsync(order, left);
                orders[at] = (order, left - 1);
            }
        }

        private Task<HoldOutcome> HoldAsync(int a, int b) =>
            app.TryPlaceHoldAsync(
                show,
                new Dictionary<Guid, int> { [show.GetTicketTypeId("Standing")] = a, [show.GetTicketTypeId("Seated")] = b % 3 }
            );

        private async Task BuyOfferAsync()
        {
            foreach (var entry in entries)
            {
                if ((await app.FindEntryAsync(entry)).Offer is { } offer)
                {
                    var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(offer.HoldCode));
                    await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
                    await app.RunJobAsync<PaymentSettlementJob>();
                    return;
                }
            }
        }

        private async Task RaiseAsync(int which)
        {
            Assert.IsType<EditOutcome.Saved>(
                which % 2 == 0
                    ? await app.EditTicketTypeAsync(show, "Standing", form => form.Capacity = $"{++standing}")
                    : await app.EditEventAsync(show, form => form.Capacity = $"{++room}")
            );
        }

        private async Task SellAsync(int which)
        {
            if (await app.TrySellAsync(show, which % 2 == 0 ? "Standing" : "Seated", 1) is SaleOutcome.Sold { Order: var order })
            {
                orders.Add((order, 1));
            }
        }

        private async Task WaitAsync(TimeSpan time)
        {
            app.Clock.Advance(time);
            await app.RunJobAsync<HoldExpiryJob>();
            await app.RunJobAsync<PaymentSettlementJob>();
            await app.RunJobAsync<OrderExpiryJob>();
            await app.RunJobAsync<WaitingListJob>();
        }
    }
}
