using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Webhooks;

public sealed class WebhookProcessingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_paid_order_is_confirmed_by_the_message_alone(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        var code = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 2);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        using var told = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1", about: page.PageUrl.Split('/')[^1]));
        Assert.Equal(OrderStatus.Pending, (await app.FindOrderByHoldAsync(code))!.Status);

        await app.RunJobAsync<WebhookJob>();

        Assert.Equal(OrderStatus.Paid, (await app.FindOrderByHoldAsync(code))!.Status);
        var done = await app.GetWebhookEventAsync("evt_1");
        Assert.Equal((WebhookStatus.Done, "", 1, app.Clock.GetUtcNow()), (done.Status, done.Body, done.Attempts, done.SettledAt));
        await app.AssertInvariantsAsync();
    }

    /// <summary>The webhook may arrive before the response to the call that opened the session.</summary>
    [Theory, OnEitherDatabase]
    public async Task A_message_before_the_session_response_finds_its_payment_by_metadata(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        var code = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 2);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        var payment = await app.UseAsync<TicketingDbContext, Guid>(db =>
            db.WriteAsync(
                async () =>
                {
                    await db.Set<Payment>()
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(p => p.Status, PaymentStatus.Opening)
                                    .SetProperty(p => p.SessionId, (string?)null)
                                    .SetProperty(p => p.PageUrl, (string?)null),
                            Ct
                        );
                    return await db.Set<Payment>().Select(p => p.Id).SingleAsync(Ct);
                },
                ct: Ct
            )
        );
        var body = StripeMessages.CreateMessage(
            "evt_1",
            about: page.PageUrl.Split('/')[^1],
            more: $$""", "metadata": { "payment": "{{payment}}" }"""
        );
        using var told = await app.SendSignedAsync(body);

        await app.RunJobAsync<WebhookJob>();

        Assert.Equal(OrderStatus.Paid, (await app.FindOrderByHoldAsync(code))!.Status);
    }

    [Theory]
    [InlineData("payment_intent.succeeded", "payment x_1")]
    [InlineData("payment_intent.payment_failed", "payment x_1")]
    [InlineData("charge.refunded", "payment pi_1")]
    [InlineData("charge.succeeded", "payment pi_1")]
    [InlineData("charge.updated", "payment pi_1")]
    [InlineData("charge.refund.updated", "refund x_1")]
    [InlineData("refund.created", "refund x_1")]
    [InlineData("refund.failed", "refund x_1")]
    [InlineData("charge.dispute.created", "dispute x_1")]
    [InlineData("charge.dispute.funds_reinstated", "dispute x_1")]
    [InlineData("charge.expired", null)]
    [InlineData("customer.created", null)]
    [InlineData("invoice.paid", null)]
    public async Task Each_event_type_triggers_its_lookup(string kind, string? question)
    {
        await using var app = WebhookVenue.On(DatabaseProvider.Sqlite);
        using var told = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1", kind, "x_1", """, "payment_intent": "pi_1" """));

        await app.RunJobAsync<WebhookJob>();

        Assert.Equal(question is null ? [] : [question], app.Ledger.Lookups);
        Assert.Equal(
            (WebhookStatus.Ignored, ""),
            ((await app.GetWebhookEventAsync("evt_1")).Status, (await app.GetWebhookEventAsync("evt_1")).Body)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task During_an_outage_retries_back_off_and_staff_are_alerted_after_three_days(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        app.Ledger.CreateError = () => new PaymentProviderException("Stripe does not answer.");
        using var told = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1", "refund.updated", "re_1"));
        var began = app.Clock.GetUtcNow();
        var waits = new List<TimeSpan>();
        while (await app.GetWebhookEventAsync("evt_1") is { Status: WebhookStatus.Waiting } waiting)
        {
            waits.Add(waiting.NextTryAt - app.Clock.GetUtcNow());
            app.Clock.SetUtcNow(waiting.NextTryAt);
            await app.RunJobAsync<WebhookJob>();
        }

        Assert.Equal([0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600], waits.Take(10).Select(wait => wait.TotalSeconds));
        Assert.InRange(app.Clock.GetUtcNow() - began, TimeSpan.FromDays(2.9), TimeSpan.FromDays(3.1));
        var stuck = await app.GetWebhookEventAsync("evt_1");
        Assert.Equal(
            (WebhookStatus.Stuck, "Stripe does not answer.", WebhookProcessor.MaxAttempts),
            (stuck.Status, stuck.LastError, stuck.Attempts)
        );
        Assert.Equal(1, app.Log.Count("staff have to look"));
    }

    [Theory, OnEitherDatabase]
    public async Task An_internal_error_stays_listed_until_retried(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        app.Ledger.CreateError = () => new InvalidOperationException("About ada@example.com.");
        using var told = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1", "refund.updated", "re_1"));
        using var other = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_2", "customer.created", "cus_1"));

        await app.RunJobAsync<WebhookJob>();

        var stuck = await app.GetWebhookEventAsync("evt_1");
        Assert.Equal((WebhookStatus.Stuck, "InvalidOperationException", 1), (stuck.Status, stuck.LastError, stuck.Attempts));
        Assert.NotEmpty(stuck.Body);
        Assert.Equal(WebhookStatus.Ignored, (await app.GetWebhookEventAsync("evt_2")).Status);
        app.Clock.Advance(TimeSpan.FromDays(200));
        await app.RunJobAsync<WebhookJob>();
        await app.RunJobAsync<WebhookCleanupJob>();
        Assert.Single(app.Ledger.Lookups);

        app.Ledger.CreateError = () => null;
        Assert.True(await app.UseAsync<RetryWebhook, bool>(retry => retry.RetryAsync("evt_1", Ct)));
        Assert.False(await app.UseAsync<RetryWebhook, bool>(retry => retry.RetryAsync("evt_1", Ct)));
        await app.RunJobAsync<WebhookJob>();
        var after = await app.GetWebhookEventAsync("evt_1");
        Assert.Equal((WebhookStatus.Ignored, "", null), (after.Status, after.Body, after.LastError));
    }

    [Theory, OnEitherDatabase]
    public async Task A_message_claimed_by_a_killed_process_is_released_after_its_lease(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        using var told = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1", "refund.updated", "re_1"));
        var message = await app.GetWebhookEventAsync("evt_1");
        var lease = app.Clock.GetUtcNow() + WebhookProcessor.Lease;
        Assert.True(
            await app.UseAsync<TicketingDbContext, bool>(db =>
                WebhookProcessor.Claims.TryClaimAsync(db, db.Set<WebhookEvent>().Where(e => e.Id == message.Id), message, lease, Ct)
            )
        );

        await app.RunJobAsync<WebhookJob>();
        Assert.Equal(WebhookStatus.Waiting, (await app.GetWebhookEventAsync("evt_1")).Status);
        app.Clock.Advance(WebhookProcessor.Lease);
        await app.RunJobAsync<WebhookJob>();
        Assert.Equal(
            (WebhookStatus.Ignored, 2),
            ((await app.GetWebhookEventAsync("evt_1")).Status, (await app.GetWebhookEventAsync("evt_1")).Attempts)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Processed_messages_are_deleted_after_ninety_days(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        using var first = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1", "customer.created"));
        await app.RunJobAsync<WebhookJob>();
        app.Clock.Advance(TimeSpan.FromDays(1));
        using var second = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_2", "customer.created"));
        await app.RunJobAsync<WebhookJob>();
        using var waiting = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_3", "customer.created"));

        app.Clock.Advance(new RetentionOptions().WebhookEvents);
        await app.RunJobAsync<WebhookCleanupJob>();
        Assert.Equal(["evt_2", "evt_3"], (await app.GetWebhookEventsAsync()).Select(e => e.Id));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.RunJobAsync<WebhookCleanupJob>();
        Assert.Equal("evt_3", Assert.Single(await app.GetWebhookEventsAsync()).Id);
    }

    [OnPostgres]
    public async Task Two_processes_handle_each_message_once()
    {
        const int Many = 150;
        var books = new RecordingProviderLedger();
        await using var first = new WebhookVenue(DatabaseProvider.Postgres) { Ledger = books }.UseStripeWebhooks();
        await using var second = new WebhookVenue(DatabaseProvider.Postgres) { Ledger = books }.UseStripeWebhooks();
        second.ShareDatabaseWith(first).Set("Storage:Directory", second.StorageFolder);
        for (var i = 0; i < Many; i++)
        {
            using var told = await (i % 2 == 0 ? first : second).SendSignedAsync(
                StripeMessages.CreateMessage($"evt_{i}", "refund.updated", $"re_{i}")
            );
            Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        }

        await Task.WhenAll(Task.Run(first.RunJobAsync<WebhookJob>, Ct), Task.Run(second.RunJobAsync<WebhookJob>, Ct));

        Assert.All(
            await first.GetWebhookEventsAsync(),
            message => Assert.Equal((WebhookStatus.Ignored, 1), (message.Status, message.Attempts))
        );
        Assert.Equal(Many, books.Lookups.Count);
        Assert.Equal(Many, books.Lookups.Distinct().Count());
    }
}
