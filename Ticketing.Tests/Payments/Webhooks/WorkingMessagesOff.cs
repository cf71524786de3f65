using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Payments.Webhooks;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments.Webhooks;

public sealed class WorkingMessagesOff
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_paid_order_is_confirmed_by_the_message_alone(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        var code = await app.HeldAsync(await app.PublishAsync(), "Standing", 2);
        var page = Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(code));
        await app.ChooseAsync(page, SandboxStatus.Paid);
        using var told = await app.TellAsync(StripeMail.Message("evt_1", about: page.PageUrl.Split('/')[^1]));
        Assert.Equal(OrderStatus.Pending, (await app.OrderOfAsync(code))!.Status);

        await app.RunAsync<WebhookPass>();

        Assert.Equal(OrderStatus.Paid, (await app.OrderOfAsync(code))!.Status);
        var done = await app.MessageAsync("evt_1");
        Assert.Equal((WebhookStatus.Done, "", 1, app.Clock.GetUtcNow()), (done.Status, done.Body, done.Attempts, done.SettledAt));
        await app.AssertInvariantsAsync();
    }

    /// <summary>The webhook may arrive before the response to the call that opened the session.</summary>
    [Theory, OnBothDatabases]
    public async Task A_message_that_overtakes_the_session_finds_its_payment_by_our_name(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        var code = await app.HeldAsync(await app.PublishAsync(), "Standing", 2);
        var page = Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(code));
        await app.ChooseAsync(page, SandboxStatus.Paid);
        var payment = await app.UseAsync<TicketingDbContext, Guid>(db => db.WriteAsync(async () =>
        {
            await db.Set<Payment>().ExecuteUpdateAsync(
                set => set.SetProperty(p => p.Status, PaymentStatus.Opening).SetProperty(p => p.SessionId, (string?)null).SetProperty(p => p.PageUrl, (string?)null), Ct);
            return await db.Set<Payment>().Select(p => p.Id).SingleAsync(Ct);
        }, ct: Ct));
        var body = StripeMail.Message("evt_1", about: page.PageUrl.Split('/')[^1], more: $$""", "metadata": { "payment": "{{payment}}" }""");
        using var told = await app.TellAsync(body);

        await app.RunAsync<WebhookPass>();

        Assert.Equal(OrderStatus.Paid, (await app.OrderOfAsync(code))!.Status);
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
    public async Task Each_kind_makes_us_ask_for_what_it_is_about(string kind, string? question)
    {
        await using var app = HearingVenue.On(DatabaseProvider.Sqlite);
        using var told = await app.TellAsync(StripeMail.Message("evt_1", kind, "x_1", """, "payment_intent": "pi_1" """));

        await app.RunAsync<WebhookPass>();

        Assert.Equal(question is null ? [] : [question], app.Books.Asked);
        Assert.Equal((WebhookStatus.Ignored, ""), ((await app.MessageAsync("evt_1")).Status, (await app.MessageAsync("evt_1")).Body));
    }

    [Theory, OnBothDatabases]
    public async Task While_the_provider_is_away_it_is_asked_ever_less_often_and_after_three_days_a_person_is(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        app.Books.Trouble = () => new PaymentProviderException("Stripe does not answer.");
        using var told = await app.TellAsync(StripeMail.Message("evt_1", "refund.updated", "re_1"));
        var began = app.Clock.GetUtcNow();
        var waits = new List<TimeSpan>();
        while (await app.MessageAsync("evt_1") is { Status: WebhookStatus.Waiting } waiting)
        {
            waits.Add(waiting.NextTryAt - app.Clock.GetUtcNow());
            app.Clock.SetUtcNow(waiting.NextTryAt);
            await app.RunAsync<WebhookPass>();
        }

        Assert.Equal([0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600], waits.Take(10).Select(wait => wait.TotalSeconds));
        Assert.InRange(app.Clock.GetUtcNow() - began, TimeSpan.FromDays(2.9), TimeSpan.FromDays(3.1));
        var stuck = await app.MessageAsync("evt_1");
        Assert.Equal((WebhookStatus.Stuck, "Stripe does not answer.", WorkOffWebhook.MostAttempts), (stuck.Status, stuck.LastError, stuck.Attempts));
        Assert.Equal(1, app.Log.Count("staff have to look"));
    }

    [Theory, OnBothDatabases]
    public async Task What_goes_wrong_with_us_stays_listed_until_it_is_tried_again(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        app.Books.Trouble = () => new InvalidOperationException("About ada@example.com.");
        using var told = await app.TellAsync(StripeMail.Message("evt_1", "refund.updated", "re_1"));
        using var other = await app.TellAsync(StripeMail.Message("evt_2", "customer.created", "cus_1"));

        await app.RunAsync<WebhookPass>();

        var stuck = await app.MessageAsync("evt_1");
        Assert.Equal((WebhookStatus.Stuck, "InvalidOperationException", 1), (stuck.Status, stuck.LastError, stuck.Attempts));
        Assert.NotEmpty(stuck.Body);
        Assert.Equal(WebhookStatus.Ignored, (await app.MessageAsync("evt_2")).Status);
        app.Clock.Advance(TimeSpan.FromDays(200));
        await app.RunAsync<WebhookPass>();
        await app.RunAsync<WebhookUpkeep>();
        Assert.Single(app.Books.Asked);

        app.Books.Trouble = () => null;
        Assert.True(await app.UseAsync<RetryWebhook, bool>(retry => retry.RetryAsync("evt_1", Ct)));
        Assert.False(await app.UseAsync<RetryWebhook, bool>(retry => retry.RetryAsync("evt_1", Ct)));
        await app.RunAsync<WebhookPass>();
        var after = await app.MessageAsync("evt_1");
        Assert.Equal((WebhookStatus.Ignored, "", null), (after.Status, after.Body, after.LastError));
    }

    [Theory, OnBothDatabases]
    public async Task Who_claimed_it_and_was_killed_leaves_it_to_others_after_a_while(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        using var told = await app.TellAsync(StripeMail.Message("evt_1", "refund.updated", "re_1"));
        using var killed = new CancellationTokenSource();
        app.Books.Trouble = () =>
        {
            killed.Cancel();
            return new OperationCanceledException(killed.Token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.UseAsync<WebhookPass>(pass => pass.RunOnceAsync(killed.Token)));
        app.Books.Trouble = () => null;

        await app.RunAsync<WebhookPass>();
        Assert.Equal(WebhookStatus.Waiting, (await app.MessageAsync("evt_1")).Status);
        app.Clock.Advance(WorkOffWebhook.Lease);
        await app.RunAsync<WebhookPass>();
        Assert.Equal((WebhookStatus.Ignored, 2), ((await app.MessageAsync("evt_1")).Status, (await app.MessageAsync("evt_1")).Attempts));
    }

    [Theory, OnBothDatabases]
    public async Task What_was_worked_off_is_forgotten_after_ninety_days(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        using var first = await app.TellAsync(StripeMail.Message("evt_1", "customer.created"));
        await app.RunAsync<WebhookPass>();
        app.Clock.Advance(TimeSpan.FromDays(1));
        using var second = await app.TellAsync(StripeMail.Message("evt_2", "customer.created"));
        await app.RunAsync<WebhookPass>();
        using var waiting = await app.TellAsync(StripeMail.Message("evt_3", "customer.created"));

        app.Clock.Advance(WebhookUpkeep.Kept);
        await app.RunAsync<WebhookUpkeep>();
        Assert.Equal(["evt_2", "evt_3"], (await app.MessagesAsync()).Select(e => e.Id));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.RunAsync<WebhookUpkeep>();
        Assert.Equal("evt_3", Assert.Single(await app.MessagesAsync()).Id);
    }

    [OnPostgres]
    public async Task Two_processes_work_each_off_once()
    {
        const int Many = 150;
        var books = new Books();
        await using var first = new HearingVenue(DatabaseProvider.Postgres) { Books = books }.HearingFromStripe();
        await using var second = new HearingVenue(DatabaseProvider.Postgres) { Books = books }.HearingFromStripe();
        second.Beside(first).Set("Storage:Directory", second.StorageFolder);
        for (var i = 0; i < Many; i++)
        {
            using var told = await (i % 2 == 0 ? first : second).TellAsync(StripeMail.Message($"evt_{i}", "refund.updated", $"re_{i}"));
            Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        }

        await Task.WhenAll(Task.Run(first.RunAsync<WebhookPass>, Ct), Task.Run(second.RunAsync<WebhookPass>, Ct));

        Assert.All(await first.MessagesAsync(), message => Assert.Equal((WebhookStatus.Ignored, 1), (message.Status, message.Attempts)));
        Assert.Equal(Many, books.Asked.Count);
        Assert.Equal(Many, books.Asked.Distinct().Count());
    }
}
