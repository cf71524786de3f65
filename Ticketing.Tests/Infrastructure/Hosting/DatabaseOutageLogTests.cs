using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class DatabaseOutageLogTests
{
    [Fact]
    public void A_run_neither_ends_an_outage_that_began_after_it_nor_begins_one_that_has_ended()
    {
        using var log = new LogCollector();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var clock = new FakeTimeProvider();
        var outages = new DatabaseOutageLog(clock, loggers.CreateLogger<DatabaseOutageLog>());
        var startedBefore = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromSeconds(1));
        outages.ReportFailure("FirstJob", new TimeoutException("Gone."), clock.GetTimestamp());
        outages.ReportSuccess(startedBefore);
        outages.ReportFailure("SecondJob", new TimeoutException("Gone."), clock.GetTimestamp());
        Assert.Equal((1, 0), (log.Count("First seen by"), log.Count("available again")));

        clock.Advance(TimeSpan.FromSeconds(1));
        var startedDuring = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromSeconds(1));
        outages.ReportSuccess(clock.GetTimestamp());
        Assert.Equal((1, 1), (log.Count("First seen by"), log.Count("available again")));

        outages.ReportFailure("ThirdJob", new TimeoutException("Gone."), startedDuring);
        Assert.Equal(1, log.Count("First seen by"));
        outages.ReportFailure("ThirdJob", new TimeoutException("Gone."), clock.GetTimestamp());
        Assert.Equal(2, log.Count("First seen by"));
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_hide_the_end()
    {
        using var log = new LogCollector();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var clock = new WrongClock { Offset = TimeSpan.FromDays(1) };
        var outages = new DatabaseOutageLog(clock, loggers.CreateLogger<DatabaseOutageLog>());
        outages.ReportFailure("FirstJob", new TimeoutException("Gone."), clock.GetTimestamp());
        clock.Offset = TimeSpan.Zero;
        outages.ReportSuccess(clock.GetTimestamp());
        Assert.Equal(1, log.Count("available again"));
    }

    private sealed class WrongClock : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }
}
