using System.Net;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public sealed class FakeStripeSessionTests
{
    [Fact]
    public async Task A_new_session_is_open_and_returns_its_parameters()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreateSessionAsync(shop.CreateSessionOptions(1250, quantity: 2));

        Assert.StartsWith("cs_test_", session.Id, StringComparison.Ordinal);
        Assert.Equal(("open", "unpaid", "payment", false), (session.Status, session.PaymentStatus, session.Mode, session.Livemode));
        Assert.Equal((2500L, "gbp", "BR-7K2M4"), (session.AmountTotal, session.Currency, session.ClientReferenceId));
        Assert.Equal("order-1", session.Metadata["order"]);
        Assert.Equal(shop.Clock.GetUtcNow().UtcDateTime.AddMinutes(31), session.ExpiresAt);
        Assert.Equal(shop.Clock.GetUtcNow().UtcDateTime, session.Created);
        Assert.Null(session.PaymentIntentId);
        Assert.StartsWith(shop.Stripe.ApiBase, session.Url, StringComparison.Ordinal);
        Assert.StartsWith("req_", session.StripeResponse.RequestId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_session_has_no_page_and_cannot_be_expired_again()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreateSessionAsync();
        var expired = await shop.Sessions.ExpireAsync(session.Id, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(("expired", null), (expired.Status, expired.Url));

        var refused = await StripeTestClient.AssertRefusedAsync(() => shop.Sessions.ExpireAsync(session.Id));
        Assert.Equal(HttpStatusCode.BadRequest, refused.HttpStatusCode);
        Assert.Equal("invalid_request_error", refused.StripeError.Type);
        Assert.Contains("status of `expired`", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paid_session_cannot_be_expired()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreatePaidSessionAsync();
        Assert.Contains(
            "status of `complete`",
            (await StripeTestClient.AssertRefusedAsync(() => shop.Sessions.ExpireAsync(session.Id))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_session_expires_at_its_time()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreateSessionAsync();
        shop.Clock.Advance(TimeSpan.FromMinutes(31) - TimeSpan.FromSeconds(1));
        Assert.Equal("open", (await shop.GetSessionAsync(session.Id)).Status);

        shop.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["checkout.session.expired"], shop.Stripe.Webhooks.Pending.Select(happened => happened.Type));
        Assert.Equal("expired", (await shop.GetSessionAsync(session.Id)).Status);
    }

    [Fact]
    public async Task An_unknown_session_is_a_missing_resource()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refused = await StripeTestClient.AssertRefusedAsync(() => shop.GetSessionAsync("cs_test_none"));
        Assert.Equal((HttpStatusCode.NotFound, "resource_missing"), (refused.HttpStatusCode, refused.StripeError.Code));
    }

    [Theory]
    [InlineData("sk_test_another")]
    [InlineData("sk_live_offline")]
    public async Task Another_key_is_refused(string key)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refused = await StripeTestClient.AssertRefusedAsync(() =>
            shop.NewClient(key).V1.Checkout.Sessions.CreateAsync(shop.CreateSessionOptions())
        );
        Assert.Equal(HttpStatusCode.Unauthorized, refused.HttpStatusCode);
        Assert.Empty(shop.Stripe.Sessions);
    }

    [Fact]
    public async Task With_a_live_key_everything_is_in_live_mode()
    {
        await using var shop = await StripeTestClient.StartAsync(new FakeStripeOptions { SecretKey = "sk_live_offline" });
        var session = await shop.CreateSessionAsync();
        Assert.StartsWith("cs_live_", session.Id, StringComparison.Ordinal);
        Assert.True(session.Livemode);
    }
}
