using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.ClientBudgets;
using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.ClientBudgets;

internal static class BudgetActions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="browser">A new one if null.</param>
    public static Task<HoldOutcome> TryHoldAsync(
        this TicketingApp app,
        Event show,
        int quantity,
        string address,
        string? browser = null,
        ChallengeAnswer? answer = null,
        string category = "Standing",
        bool replacesLive = false
    ) =>
        app.UseAsync<PlaceHold, HoldOutcome>(holds =>
            holds.PlaceAsync(
                new HoldRequest(
                    show.Slug,
                    new Dictionary<Guid, int> { [show.GetTicketTypeId(category)] = quantity },
                    new HoldClient(browser ?? Guid.NewGuid().ToString("N"), address),
                    answer,
                    replacesLive
                ),
                Ct
            )
        );

    public static async Task<HoldOutcome.Placed> HoldAsync(this TicketingApp app, Event show, int quantity, string address) =>
        Assert.IsType<HoldOutcome.Placed>(await app.TryHoldAsync(show, quantity, address));

    public static async Task<IssuedChallenge> GetChallengeAsync(
        this TicketingApp app,
        Event show,
        int quantity,
        string address,
        string browser
    ) => Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(show, quantity, address, browser)).Challenge;

    public static ChallengeAnswer Solve(this IssuedChallenge issued) =>
        new(issued.Token, Solve(issued.Challenge.Seed, issued.Challenge.Bits));

    public static string Solve(string seed, int bits)
    {
        for (var solution = 0; ; solution++)
        {
            var text = solution.ToString(CultureInfo.InvariantCulture);
            if (ProofOfWork.IsSolved(seed, text, bits))
            {
                return text;
            }
        }
    }

    /// <summary>Tickets held or in payment by an address, counted from the holds.</summary>
    public static async Task<int> CountHeldAsync(this TicketingApp app, Event show, string address)
    {
        var client = await app.UseAsync<BudgetClients, BudgetClient>(clients => clients.CreateAsync(show.Id, address, "", Ct));
        return await app.UseAsync<TicketingDbContext, int>(db =>
            db.Set<Hold>()
                .Where(h => h.EventId == show.Id && h.AddressKey == client.AddressKey)
                .Where(h => h.Status == HoldStatus.Live || h.Status == HoldStatus.InPayment)
                .SelectMany(h => h.Lines)
                .SumAsync(line => line.Quantity, Ct)
        );
    }

    public static async Task<(int Used, int Paid)> GetBudgetAsync(this TicketingApp app, Event show, string address)
    {
        var client = await app.UseAsync<BudgetClients, BudgetClient>(clients => clients.CreateAsync(show.Id, address, "", Ct));
        var budget = await app.UseAsync<TicketingDbContext, ClientBudget?>(db =>
            db.Set<ClientBudget>().AsNoTracking().FirstOrDefaultAsync(b => b.Key == client.AddressKey, Ct)
        );
        return (budget?.Used ?? 0, budget?.Paid ?? 0);
    }

    public static Task ReleaseAsync(this TicketingApp app, string holdCode) =>
        app.UseAsync<TicketHolds>(async holds => await holds.ReleaseAsync((await holds.FindAsync(holdCode, Ct))!.Id, Ct));
}
