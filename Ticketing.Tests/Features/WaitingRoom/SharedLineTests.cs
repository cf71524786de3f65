using Ticketing.Features.Events;
using Ticketing.Features.WaitingRoom;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingRoom;

/// <summary>Two processes share one line.</summary>
public sealed class SharedLineTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task A_line_is_one_whichever_process_a_buyer_reaches()
    {
        await using var both = Create();
        var show = await both.First.PublishWithLineAsync();
        await both.Second.RunJobAsync<WaitingRoomJob>();
        var buyers = new List<Browser>();
        for (var i = 0; i < 6; i++)
        {
            buyers.Add(both.NewBrowser(startAt: i));
            await buyers[i].JoinAsync(show);
        }

        for (var turn = 0; turn < buyers.Count; turn++)
        {
            both.Advance(Second);
            await both.RunJobInBothAsync<WaitingRoomJob>();
            Assert.Equal(turn + 1, both.First.GetRoom(show).Counts.Served);
            for (var i = turn; i < buyers.Count; i++)
            {
                Assert.Equal(i == turn, (await buyers[i].RefreshAsync(show)).IsAtCheckout());
            }
        }

        buyers.ForEach(buyer => buyer.Dispose());
        await both.First.AssertInvariantsAsync();
    }

    [OnPostgres]
    public async Task Places_are_drawn_once_and_a_pause_holds_in_both()
    {
        await using var both = Create();
        var show = await both.First.PublishBeforeSaleAsync(TimeSpan.FromMinutes(5));
        await both.Second.RunJobAsync<WaitingRoomJob>();
        await both.RunInBothAsync(app => JoinManyAsync(app, show, 20));
        both.Advance(TimeSpan.FromMinutes(5));
        await both.RunJobInBothAsync<WaitingRoomJob>();
        var (first, second) = (both.First.GetRoom(show).Row, both.Second.GetRoom(show).Row);
        Assert.NotNull(first.Seed);
        Assert.Equal((first.Seed, 40, 40), (second.Seed, second.Shuffled + second.CrowdedShuffled, second.Joined + second.CrowdedJoined));

        await both.Second.UseAsync<OpenWaitingRoom>(rooms => rooms.PauseAsync(show.Id, Ct));
        both.Advance(10 * Second);
        await both.RunJobInBothAsync<WaitingRoomJob>();
        Assert.Equal(0, both.First.GetRoom(show).Counts.Served);
    }

    [OnPostgres]
    public async Task A_process_that_has_not_seen_a_new_opening_lets_nobody_pass()
    {
        await using var both = Create();
        var show = await both.First.PublishWithLineAsync();
        await both.Second.RunJobAsync<WaitingRoomJob>();
        await both.First.UseAsync<OpenWaitingRoom>(rooms => rooms.SwitchOffAsync(show.Id, Ct));
        await both.First.SwitchOnAsync(show);
        using var browser = both.Second.NewBrowser();
        Assert.Contains("You’re next.", (await browser.JoinAsync(show)).Text, StringComparison.Ordinal);
        Assert.Equal(2, both.Second.GetRoom(show).Row.Round);
    }

    private static async Task JoinManyAsync(TicketingApp app, Event show, int count)
    {
        var buyers = Enumerable.Range(0, count).Select(_ => app.NewBrowser()).ToList();
        await Task.WhenAll(buyers.Select(buyer => buyer.JoinAsync(show)));
        buyers.ForEach(buyer => buyer.Dispose());
    }

    private static TwoProcesses Create()
    {
        var both = new TwoProcesses(DatabaseProvider.Postgres);
        both.First.WithWaitingRooms();
        both.Second.WithWaitingRooms();
        both.Start();
        return both;
    }
}
