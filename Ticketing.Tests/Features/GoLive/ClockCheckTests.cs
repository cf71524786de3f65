using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.GoLive;
using Ticketing.Features.GoLive.PublicAddress;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class ClockCheckTests
{
    [Theory]
    [InlineData(0, GoLiveStatus.Ok, "The clock differs from that of the public address by 0 seconds.")]
    [InlineData(-10, GoLiveStatus.Ok, "by 10 seconds")]
    [InlineData(30, GoLiveStatus.Warn, "The clock is 30 seconds behind that of the public address. Let both machines synchronise")]
    [InlineData(-61, GoLiveStatus.Fail, "The clock is 61 seconds ahead of that of the public address")]
    [InlineData(86400, GoLiveStatus.Fail, "The clock is 24 hours behind")]
    public async Task It_is_compared_with_the_public_address(int seconds, GoLiveStatus status, string text)
    {
        await using var venue = new GoLiveVenue();
        venue.Change = answered => answered with { Date = venue.Clock.GetUtcNow().AddSeconds(seconds) };
        await venue.AssertFindsAsync("clock", status, text);
    }

    [OnPostgres]
    public async Task It_is_compared_with_the_database_server()
    {
        var clock = new ShiftedClock();
        await using var venue = new GoLiveVenue(DatabaseProvider.Postgres, services => services.AddSingleton<TimeProvider>(clock));
        venue.Change = _ => new ProbeOutcome.Unreachable("there is no network.");
        await venue.AssertFindsAsync("clock", GoLiveStatus.Ok, "The clock differs from that of the database server by");
        clock.Shift = TimeSpan.FromMinutes(-3);
        await venue.AssertFindsAsync("clock", GoLiveStatus.Fail, "seconds behind that of the database server");
    }

    [Fact]
    public async Task It_is_compared_with_the_payment_provider()
    {
        var clock = new ShiftedClock();
        await using var venue = await StripeVenue.OpenAsync(
            DatabaseProvider.Sqlite,
            arrange: services => services.AddSingleton<IPublicAddressProbe>(new NoProbe()).AddSingleton<TimeProvider>(clock)
        );
        await venue.AssertFindsAsync("clock", GoLiveStatus.Ok, "The clock differs from that of Stripe by");
        clock.Shift = TimeSpan.FromMinutes(3);
        await venue.AssertFindsAsync("clock", GoLiveStatus.Fail, "seconds ahead of that of Stripe");
    }

    [Fact]
    public async Task Without_another_clock_nothing_is_claimed()
    {
        await using var venue = new GoLiveVenue();
        venue.Set("Site:PublicBaseUrl", "http://localhost:5000");
        await venue.AssertFindsAsync("clock", GoLiveStatus.Warn, "Cannot tell from here: there is no other clock");
    }

    /// <summary>The other clocks are real, so this one must not stand still between two readings.</summary>
    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }

    private sealed class NoProbe : IPublicAddressProbe
    {
        public Task<ProbeOutcome> GetAsync(Uri address, CancellationToken ct) =>
            Task.FromResult<ProbeOutcome>(new ProbeOutcome.Unreachable("there is no network."));
    }
}
