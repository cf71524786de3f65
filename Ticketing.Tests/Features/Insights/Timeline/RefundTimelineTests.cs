using Ticketing.Features.Insights.Timeline;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Timeline;

public sealed class RefundTimelineTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_refund_by_hand_is_to_be_paid_until_it_is_marked_as_handed_back(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.SellAsync(await app.PublishEventAsync(), "Standing", 1);
        var refund = await app.StartRefundAsync(order, 1);
        Assert.Contains("£14.00 to be handed back", await GetTextsAsync(order));
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.UseAsync<HandBackRefund>(desk => desk.MarkAsync(refund.Id, Ct));

        var texts = await GetTextsAsync(order);
        Assert.DoesNotContain(texts, text => text.Contains("to be handed back", StringComparison.Ordinal));
        Assert.Contains("£14.00 was handed back", texts);
    }

    private async Task<List<string>> GetTextsAsync(Order order)
    {
        var now = await app.ReloadAsync(order);
        return await app.UseAsync<OrderTimeline, List<string>>(async timeline =>
            [.. (await timeline.GetForOrderAsync(now, Ct)).Select(entry => entry.Text)]
        );
    }
}
