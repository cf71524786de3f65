using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.WaitingList;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingList;

/// <summary>Buyers try all the time, several processes make offers, and people join and leave.</summary>
public sealed class WaitingListRaceTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const int Rivals = 64;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task No_buyer_overtakes_while_the_last_tickets_come_back_one_by_one(DatabaseProvider database)
    {
        var app = venues.On(database);
        const int returned = 6;
        var show = await app.PublishEventAsync(e => e.Capacity = returned, new TicketTypeDraft("Standing", 1400, returned));
        var order = await app.SellAsync(show, "Standing", returned);
        var entries = new List<Guid>();
        for (var i = 0; i < returned; i++)
        {
            entries.Add(await app.JoinAsync(show, $"race{i}@{database}.example.com", ("Standing", 1)));
        }

        using var stop = new CancellationTokenSource();
        var buyers = Enumerable.Range(0, Rivals).Select(_ => Task.Run(() => BuyUntilAsync(app, show, stop.Token), Ct)).ToList();
        for (var ticket = 1; ticket <= returned; ticket++)
        {
            await app.StartRefundAsync(order, ticket);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.RunJobAsync<WaitingListJob>(), Ct)));
        }

        await stop.CancelAsync();
        var attempts = await Task.WhenAll(buyers);
        Assert.Equal(0, attempts.Sum(attempt => attempt.Placed));
        Assert.True(attempts.Sum(attempt => attempt.Tried) >= Rivals);
        foreach (var entry in entries)
        {
            Assert.Equal(("Standing", 1), await app.FindOfferAsync(entry));
        }

        Assert.Equal((returned, 0), await app.GetStockAsync(show));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task The_last_ticket_is_offered_to_one_of_many_who_join_and_leave_at_once(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        var order = await app.SellAsync(show, "Standing", 1);
        var joined = await Task.WhenAll(
            Enumerable
                .Range(0, Rivals)
                .Select(i => Task.Run(() => app.JoinAsync(show, $"last{i / 2}@{database}.example.com", ("Standing", 1)), Ct))
        );
        Assert.Equal(Rivals / 2, joined.Distinct().Count());
        var entries = joined.Distinct().ToList();
        await Task.WhenAll([
            .. entries.Take(Rivals / 4).Select(entry => Task.Run(() => app.LeaveAsync(entry), Ct)),
            Task.Run(() => app.StartRefundAsync(order), Ct),
            .. Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.RunJobAsync<WaitingListJob>(), Ct)),
        ]);
        await app.RunJobAsync<WaitingListJob>();
        await app.RunJobAsync<WaitingListJob>();
        var offers = new List<Guid>();
        foreach (var entry in entries)
        {
            if (await app.FindOfferAsync(entry) is not null)
            {
                offers.Add(entry);
            }
        }

        Assert.Single(offers);
        Assert.Equal((1, 0), await app.GetStockAsync(show));
        await app.AssertInvariantsAsync();
    }

    private static async Task<(int Tried, int Placed)> BuyUntilAsync(TicketingApp app, Event show, CancellationToken stopped)
    {
        var wish = new Dictionary<Guid, int> { [show.GetTicketTypeId("Standing")] = 1 };
        var (tried, placed) = (0, 0);
        do
        {
            tried++;
            placed += await app.TryPlaceHoldAsync(show, wish) is HoldOutcome.Placed ? 1 : 0;
        } while (!stopped.IsCancellationRequested);

        return (tried, placed);
    }
}
