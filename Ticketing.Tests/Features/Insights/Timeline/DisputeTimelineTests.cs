using Ticketing.Features.Insights.Timeline;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Timeline;

public sealed class DisputeTimelineTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Reason_and_status_are_in_words(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync();
        await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.NeedsResponse));
        var now = await app.ReloadAsync(order);

        var entries = await app.UseAsync<OrderTimeline, IReadOnlyList<TimelineEntry>>(timeline => timeline.GetForOrderAsync(now, Ct));

        Assert.Contains(
            entries,
            entry =>
                entry.Detail.EndsWith("Status: Needs an answer · Reason: the buyer did not get what was paid for", StringComparison.Ordinal)
        );
    }
}
