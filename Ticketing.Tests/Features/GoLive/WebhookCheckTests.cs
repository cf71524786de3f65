using System.Net;
using Ticketing.Features.GoLive;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.Payments.Webhooks;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class WebhookCheckTests
{
    private const string Endpoint = "https://tickets.example/webhooks/stripe";

    [Theory, OnEitherDatabase]
    public async Task A_message_that_never_came_is_a_warning_with_the_endpoint(DatabaseProvider database)
    {
        await using var venue = Open(database);
        await venue.AssertFindsAsync("webhook", GoLiveStatus.Warn, "No message has ever come. This check makes Stripe send one");
        await venue.AssertFindsAsync("webhook", GoLiveStatus.Warn, $"add the endpoint {Endpoint} in Stripe’s dashboard");
    }

    [Theory, OnEitherDatabase]
    public async Task A_message_counts_for_a_week(DatabaseProvider database)
    {
        await using var venue = Open(database);
        using var taken = await venue.SendSignedAsync(StripeMessages.CreateMessage("evt_1"));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        venue.Clock.Advance(TimeSpan.FromDays(7));
        await venue.AssertFindsAsync("webhook", GoLiveStatus.Ok, "The last message came on Mon 3 Feb 2031, 12:00.");

        venue.Clock.Advance(TimeSpan.FromSeconds(1));
        await venue.AssertFindsAsync("webhook", GoLiveStatus.Warn, "No message has come since Mon 3 Feb 2031, 12:00.");
        await venue.AssertFindsAsync("webhook", GoLiveStatus.Warn, $"add the endpoint {Endpoint} in Stripe’s dashboard");
    }

    [Theory, OnEitherDatabase]
    public async Task Messages_that_are_refused_are_a_problem_until_one_is_good(DatabaseProvider database)
    {
        await using var venue = Open(database);
        using var good = await venue.SendSignedAsync(StripeMessages.CreateMessage("evt_1"));
        venue.Clock.Advance(TimeSpan.FromMinutes(1));
        using var refused = await venue.SendSignedAsync(StripeMessages.CreateMessage("evt_2", live: true));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await venue.AssertFindsAsync("webhook", GoLiveStatus.Fail, "Stripe’s messages are refused.");
        await venue.AssertFindsAsync("webhook", GoLiveStatus.Fail, "on the page Reconciliation, under Stripe’s messages");

        venue.Clock.Advance(TimeSpan.FromMinutes(1));
        using var again = await venue.SendSignedAsync(StripeMessages.CreateMessage("evt_3"));
        await venue.AssertFindsAsync("webhook", GoLiveStatus.Ok, "The last message came on Mon 3 Feb 2031, 12:02.");
    }

    [Fact]
    public async Task One_forged_message_is_no_problem()
    {
        await using var venue = Open(DatabaseProvider.Sqlite);
        using var forged = await venue.SendAsync(
            System.Text.Encoding.UTF8.GetBytes(StripeMessages.CreateMessage("evt_1")),
            "t=1927886390,v1=00"
        );
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        await venue.AssertFindsAsync("webhook", GoLiveStatus.Warn, "No message has ever come.");
    }

    /// <summary>Nothing here asks Stripe.</summary>
    private static TicketingApp Open(DatabaseProvider database) =>
        new WebhookVenue(database).UseStripeWebhooks().Set("Payments:Provider", "Stripe");
}
