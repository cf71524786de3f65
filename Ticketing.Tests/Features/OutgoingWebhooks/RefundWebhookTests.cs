using System.Text.Json;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.OutgoingWebhooks;

/// <summary>Each cause of a refund that is documented, other than staff.</summary>
public sealed class RefundWebhookTests
{
    private const string Url = "https://partner.example/hooks";

    [Theory, OnEitherDatabase]
    public async Task A_cancelled_event_is_the_cause_for_each_of_its_orders(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        await app.AddWebhookAsync(Url, WebhookEventTypes.OrderRefunded);
        await app.CancelAsync(show);
        await app.RunAllJobsAsync();
        var data = await ExpectAsync(app, "eventCancelled");
        Assert.Equal(
            (order.Reference, order.Total),
            (data.GetProperty("orderReference").GetString(), data.GetProperty("amount").GetProperty("amount").GetInt64())
        );
        Assert.Equal([1, 2], data.GetProperty("ticketNumbers").EnumerateArray().Select(number => number.GetInt32()).Order());
    }

    [Theory, OnEitherDatabase]
    public async Task A_payment_that_came_too_late_goes_back(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        await app.AddWebhookAsync(Url, WebhookEventTypes.OrderRefunded);
        await app.PayTooLateAsync(show, "Standing");
        await app.RunJobAsync<RefundJob>();
        Assert.Equal(0, (await ExpectAsync(app, "paidTooLate")).GetProperty("ticketNumbers").GetArrayLength());
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_made_at_the_provider_is_told_too(DatabaseProvider database)
    {
        await using var venue = (await StripeVenue.OpenAsync(database)).DeliverWebhooks();
        await venue.AddWebhookAsync(Url, WebhookEventTypes.OrderRefunded);
        var session = await venue.OpenPaymentPageAsync(await venue.PublishEventAsync());
        await venue.Stripe.PayAsync(session.Id);
        await venue.RunJobAsync<WebhookJob>();
        await venue.Stripe.RefundInDashboardAsync(venue.Stripe.Session(session.Id).Intent!.Id, 500);
        await venue.RunJobAsync<WebhookJob>();
        Assert.Equal(500, (await ExpectAsync(venue, "madeAtProvider")).GetProperty("amount").GetProperty("amount").GetInt64());
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_that_are_given_away_count_as_paid(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.AddWebhookAsync(Url, WebhookEventTypes.OrderPaid);
        await app.SellAsync(show, "Standing", 1, BoxOfficePayment.Complimentary);
        var (_, data) = Assert.Single(await app.GetWebhooksAsync());
        Assert.Equal(("comp", 0), (data.GetProperty("channel").GetString(), data.GetProperty("total").GetProperty("amount").GetInt64()));
    }

    private static async Task<JsonElement> ExpectAsync(TicketingApp app, string cause)
    {
        var (_, data) = Assert.Single(await app.GetWebhooksAsync());
        Assert.Equal(cause, data.GetProperty("cause").GetString());
        return data;
    }
}
