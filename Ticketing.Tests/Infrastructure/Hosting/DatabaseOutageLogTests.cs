using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class DatabaseOutageLogTests
{
    [Fact]
    public void A_run_from_before_the_outage_does_not_end_it()
    {
        using var log = new LogCollector();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var clock = new FakeTimeProvider();
        var outages = new DatabaseOutageLog(clock, loggers.CreateLogger<DatabaseOutageLog>());
        var startedBefore = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromSeconds(1));
        outages.ReportFailure("FirstJob", new TimeoutException("Gone."));
        outages.ReportSuccess(startedBefore);
        outages.ReportFailure("SecondJob", new TimeoutException("Gone."));
        Assert.Equal((1, 0), (log.Count("First seen by"), log.Count("available again")));

        clock.Advance(TimeSpan.FromSeconds(1));
        outages.ReportSuccess(clock.GetTimestamp());
        Assert.Equal((1, 1), (log.Count("First seen by"), log.Count("available again")));
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_hide_the_end()
    {
        using var log = new LogCollector();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var clock = new WrongClock { Offset = TimeSpan.FromDays(1) };
        var outages = new DatabaseOutageLog(clock, loggers.CreateLogger<DatabaseOutageLog>());
        outages.ReportFailure("FirstJob", new TimeoutException("Gone."));
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
