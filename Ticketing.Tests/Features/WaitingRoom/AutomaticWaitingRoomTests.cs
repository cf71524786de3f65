using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Features.WaitingRoom;
using Ticketing.Features.WaitingRoom.Load;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingRoom;

public sealed class AutomaticWaitingRoomTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory, OnBothDatabases]
    public async Task A_rush_opens_the_waiting_room_once_and_it_closes_when_nobody_is_left(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).WithWaitingRooms();
        var show = await app.PublishEventAsync();
        var quiet = await app.PublishEventAsync();
        var load = app.Services.GetRequiredService<BuyerLoad>();
        var busy = Enumerable.Range(0, BuyerLoad.MaxInFlight).Select(_ => load.Measure()).ToList();
        var buyers = Enumerable.Range(0, 8).Select(_ => app.NewBrowser()).ToList();
        await Task.WhenAll(buyers.Select(buyer => buyer.JoinAsync(show)));
        await app.RunJobAsync<WaitingRoomJob>();
        Assert.Equal((1, 8), (app.GetRoom(show).Row.Round, app.GetRoom(show).Counts.Waiting));

        busy.ForEach(request => request.Dispose());
        using var elsewhere = app.NewBrowser();
        Assert.True((await elsewhere.ChooseTicketsAsync(quiet, ("Standing", 1))).IsAtCheckout());
        for (var turn = 0; turn < buyers.Count; turn++)
        {
            await app.PassAsync(Second);
        }

        foreach (var buyer in buyers)
        {
            Assert.True((await buyer.RefreshAsync(show)).IsAtCheckout());
            buyer.Dispose();
        }

        Assert.NotNull(app.GetRoom(show));
        await app.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Null(app.GetRoom(show));
        using var late = app.NewBrowser();
        Assert.True((await late.ChooseTicketsAsync(show, ("Seated", 1))).IsAtCheckout());
    }

    [Theory, OnEitherDatabase]
    public async Task Nobody_is_let_in_while_buyers_writes_wait_for_each_other(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).WithWaitingRooms(admitPerMinute: null);
        var show = await app.PublishWithLineAsync();
        using var buyer = app.NewBrowser();
        await buyer.JoinAsync(show);
        var load = app.Services.GetRequiredService<BuyerLoad>();
        var busy = Enumerable.Range(0, 48).Select(_ => load.Measure()).ToList();
        await app.PassAsync(Second);
        Assert.False((await buyer.RefreshAsync(show)).IsAtCheckout());

        busy.ForEach(request => request.Dispose());
        await app.PassAsync(Second);
        Assert.True((await buyer.RefreshAsync(show)).IsAtCheckout());
    }

    [Fact]
    public void The_rate_grows_while_the_machine_is_quick_and_shrinks_when_requests_queue()
    {
        var clock = new FakeTimeProvider();
        var load = new BuyerLoad(clock);
        var rate = new AdmissionRate(load, new FixedOptions(new WaitingRoomOptions()));
        var before = rate.PerSecond;
        rate.Adapt(entered: 0);
        Assert.Equal(before, rate.PerSecond);
        rate.Adapt(entered: 10);
        Assert.InRange(rate.PerSecond, before * 1.01, before * 2);

        var quick = rate.PerSecond;
        Finish(load, clock, TimeSpan.FromMilliseconds(1100), 10);
        rate.Adapt(entered: 10);
        Assert.InRange(rate.PerSecond, quick * 0.5, quick * 0.99);

        // The same queue is seen for some seconds.
        var slow = rate.PerSecond;
        var waiting = Enumerable.Range(0, 100).Select(_ => load.Measure()).ToList();
        rate.Adapt(entered: 10);
        Assert.Equal(slow, rate.PerSecond);
        for (var second = 0; second < 3; second++)
        {
            rate.Adapt(entered: 10);
        }

        Assert.InRange(rate.PerSecond, slow * 0.5, slow * 0.99);
        waiting.ForEach(request => request.Dispose());
        rate.Adapt(entered: 0);

        var careful = rate.PerSecond;
        Finish(load, clock, TimeSpan.FromMilliseconds(50), 10);
        rate.Adapt(entered: 10);
        Assert.InRange(rate.PerSecond, careful + 0.1, careful + 2);
    }

    [Fact]
    public void A_rate_that_is_set_does_not_change()
    {
        var load = new BuyerLoad(new FakeTimeProvider());
        var rate = new AdmissionRate(load, new FixedOptions(new WaitingRoomOptions { AdmitPerMinute = 90 }));
        rate.Adapt(entered: 10);
        Assert.Equal(1.5, rate.PerSecond);
    }

    private static void Finish(BuyerLoad load, FakeTimeProvider clock, TimeSpan duration, int count)
    {
        var requests = Enumerable.Range(0, count).Select(_ => load.Measure()).ToList();
        clock.Advance(duration);
        requests.ForEach(request => request.Dispose());
    }

    private sealed class FixedOptions(WaitingRoomOptions value) : IOptionsMonitor<WaitingRoomOptions>
    {
        public WaitingRoomOptions CurrentValue => value;

        public WaitingRoomOptions Get(string? name) => value;

        public IDisposable? OnChange(Action<WaitingRoomOptions, string?> listener) => null;
    }
}
