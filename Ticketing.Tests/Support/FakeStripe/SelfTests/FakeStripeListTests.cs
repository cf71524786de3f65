using Stripe;
using Stripe.Checkout;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public sealed class FakeStripeListTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_shows_the_newest_first_and_ten_of_them()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intents = await shop.CreatePaidIntentsAsync(12);
        var page = await shop.Client.V1.PaymentIntents.ListAsync(cancellationToken: Ct);
        Assert.Equal(intents.Reverse().Take(10), page.Select(intent => intent.Id));
        Assert.True(page.HasMore);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(100)]
    public async Task Paging_returns_everything_once(int limit)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intents = await shop.CreatePaidIntentsAsync(12);
        List<string> seen = [];
        await foreach (var intent in shop.Client.V1.PaymentIntents.ListAutoPagingAsync(new() { Limit = limit }, cancellationToken: Ct))
        {
            seen.Add(intent.Id);
        }

        Assert.Equal(intents.Reverse(), seen);
    }

    [Fact]
    public async Task New_objects_do_not_disturb_paging()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intents = await shop.CreatePaidIntentsAsync(6);
        List<string> seen = [];
        await foreach (var intent in shop.Client.V1.PaymentIntents.ListAutoPagingAsync(new() { Limit = 2 }, cancellationToken: Ct))
        {
            seen.Add(intent.Id);
            await shop.CreatePaidSessionAsync();
        }

        Assert.Equal(intents.Reverse(), seen);
    }

    [Fact]
    public async Task A_list_can_be_read_forwards()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intents = await shop.CreatePaidIntentsAsync(6);
        var page = await shop.Client.V1.PaymentIntents.ListAsync(new() { EndingBefore = intents[1], Limit = 3 }, cancellationToken: Ct);
        Assert.Equal([intents[4], intents[3], intents[2]], page.Select(intent => intent.Id));
        Assert.True(page.HasMore);
        var rest = await shop.Client.V1.PaymentIntents.ListAsync(new() { EndingBefore = intents[4], Limit = 3 }, cancellationToken: Ct);
        Assert.Equal((intents[5], false), (Assert.Single(rest).Id, rest.HasMore));
    }

    [Theory]
    [InlineData(0L, null, null, "limit")]
    [InlineData(101L, null, null, "limit")]
    [InlineData(null, "pi_unknown", null, "starting_after")]
    [InlineData(null, null, "pi_unknown", "ending_before")]
    [InlineData(null, "pi_1", "pi_2", null)]
    public async Task Invalid_paging_parameters_are_refused(long? limit, string? after, string? before, string? param)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var options = new PaymentIntentListOptions
        {
            Limit = limit,
            StartingAfter = after,
            EndingBefore = before,
        };
        var refused = await StripeTestClient.AssertRefusedAsync(() =>
            shop.Client.V1.PaymentIntents.ListAsync(options, cancellationToken: Ct)
        );
        Assert.Equal((System.Net.HttpStatusCode.BadRequest, param), (refused.HttpStatusCode, refused.StripeError.Param));
    }

    [Fact]
    public async Task A_list_can_be_filtered_by_period()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intents = await shop.CreatePaidIntentsAsync(4, interval: TimeSpan.FromHours(1));
        var at = (await shop.Client.V1.PaymentIntents.GetAsync(intents[1], cancellationToken: Ct)).Created;
        await ShowsAsync(new DateRangeOptions { GreaterThanOrEqual = at }, 3, 2, 1);
        await ShowsAsync(new DateRangeOptions { GreaterThan = at }, 3, 2);
        await ShowsAsync(new DateRangeOptions { LessThanOrEqual = at }, 1, 0);
        await ShowsAsync(new DateRangeOptions { LessThan = at }, 0);
        await ShowsAsync(at, 1);
        await ShowsAsync(new DateRangeOptions { GreaterThanOrEqual = at, LessThan = at.AddHours(2) }, 2, 1);

        async Task ShowsAsync(AnyOf<DateTime?, DateRangeOptions> created, params int[] expected) =>
            Assert.Equal(
                expected,
                (await shop.Client.V1.PaymentIntents.ListAsync(new() { Created = created }, cancellationToken: Ct)).Select(intent =>
                    intents.ToList().IndexOf(intent.Id)
                )
            );
    }

    [Fact]
    public async Task Listed_payments_include_fees_if_expanded()
    {
        await using var shop = await StripeTestClient.StartAsync();
        await shop.CreatePaidIntentsAsync(2);
        var page = await shop.Client.V1.PaymentIntents.ListAsync(
            new() { Expand = ["data.latest_charge.balance_transaction"] },
            cancellationToken: Ct
        );
        Assert.All(page, intent => Assert.Equal(58, intent.LatestCharge.BalanceTransaction.Fee));
        var refused = await StripeTestClient.AssertRefusedAsync(() =>
            shop.Client.V1.PaymentIntents.ListAsync(new() { Expand = ["data.colour"] }, cancellationToken: Ct)
        );
        Assert.Contains("data.colour", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refunds_charges_and_sessions_are_listed_by_their_payment()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intents = await shop.CreatePaidIntentsAsync(2);
        var refund = await shop.RefundAsync(intents[0], 100);
        await shop.RefundAsync(intents[1], 100);
        var v1 = shop.Client.V1;

        Assert.Equal(refund.Id, Assert.Single(await v1.Refunds.ListAsync(new() { PaymentIntent = intents[0] }, cancellationToken: Ct)).Id);
        Assert.Equal(refund.Id, Assert.Single(await v1.Refunds.ListAsync(new() { Charge = refund.ChargeId }, cancellationToken: Ct)).Id);
        Assert.Equal(
            refund.ChargeId,
            Assert.Single(await v1.Charges.ListAsync(new() { PaymentIntent = intents[0] }, cancellationToken: Ct)).Id
        );
        var session = Assert.Single(await shop.Sessions.ListAsync(new() { PaymentIntent = intents[0] }, cancellationToken: Ct));
        Assert.Equal((intents[0], "complete"), (session.PaymentIntentId, session.Status));
        Assert.Empty(await shop.Sessions.ListAsync(new() { Status = "open" }, cancellationToken: Ct));
        Assert.Equal(
            "payment_intent",
            (
                await StripeTestClient.AssertRefusedAsync(() =>
                    v1.Refunds.ListAsync(new() { PaymentIntent = "pi_unknown" }, cancellationToken: Ct)
                )
            )
                .StripeError
                .Param
        );
    }

    [Fact]
    public async Task A_sessions_lines_are_listed_in_their_order()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = shop.CreateSessionOptions();
        order.LineItems.AddRange(
            Enumerable
                .Range(1, 11)
                .Select(n => new SessionLineItemOptions
                {
                    Quantity = 1,
                    PriceData = new()
                    {
                        Currency = "gbp",
                        UnitAmount = n,
                        ProductData = new() { Name = $"Line {n}" },
                    },
                })
        );
        var session = await shop.CreateSessionAsync(order);
        List<string> seen = [];
        await foreach (var line in shop.Sessions.LineItems.ListAutoPagingAsync(session.Id, new() { Limit = 5 }, cancellationToken: Ct))
        {
            seen.Add(line.Description);
        }

        Assert.Equal(order.LineItems.Select(line => line.PriceData.ProductData.Name), seen);
    }

    [Fact]
    public async Task The_balance_is_what_its_transactions_add_up_to()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var intents = await shop.CreatePaidIntentsAsync(2);
        await shop.RefundAsync(intents[0], 700);
        var v1 = shop.Client.V1;
        var balance = await v1.Balance.GetAsync(cancellationToken: Ct);
        Assert.Equal((-700, 2 * 2442), (Assert.Single(balance.Available).Amount, Assert.Single(balance.Pending).Amount));

        shop.Clock.Advance(TimeSpan.FromDays(3));
        balance = await v1.Balance.GetAsync(cancellationToken: Ct);
        Assert.Equal(((2 * 2442) - 700, 0), (Assert.Single(balance.Available).Amount, Assert.Single(balance.Pending).Amount));
        Assert.Equal(
            balance.Available[0].Amount,
            (await v1.BalanceTransactions.ListAsync(new() { Currency = "gbp" }, cancellationToken: Ct)).Sum(moved => moved.Net)
        );
    }

    [Fact]
    public async Task Balance_transactions_are_listed_by_type_and_link_to_their_source()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refund = await shop.RefundAsync((await shop.CreatePaidSessionAsync()).PaymentIntentId, 700);
        var moved = Assert.Single(
            await shop.Client.V1.BalanceTransactions.ListAsync(new() { Type = "refund", Expand = ["data.source"] }, cancellationToken: Ct)
        );
        Assert.Equal((-700, refund.Id), (moved.Amount, Assert.IsType<Refund>(moved.Source).Id));
        Assert.Equal(
            moved.Id,
            Assert.Single(await shop.Client.V1.BalanceTransactions.ListAsync(new() { Source = refund.Id }, cancellationToken: Ct)).Id
        );
    }

    [Fact]
    public async Task Events_are_listed_by_type()
    {
        await using var shop = await StripeTestClient.StartAsync();
        await shop.CreatePaidSessionAsync();
        var listed = Assert.Single(
            await shop.Client.V1.Events.ListAsync(new() { Type = "checkout.session.completed" }, cancellationToken: Ct)
        );
        Assert.Equal("paid", Assert.IsType<Session>(listed.Data.Object).PaymentStatus);
        Assert.Equal(listed.Id, (await shop.Client.V1.Events.GetAsync(listed.Id, cancellationToken: Ct)).Id);
        var two = await shop.Client.V1.Events.ListAsync(
            new() { Types = ["charge.succeeded", "payment_intent.succeeded"] },
            cancellationToken: Ct
        );
        Assert.Equal(["payment_intent.succeeded", "charge.succeeded"], two.Select(happened => happened.Type));
    }

    [Fact]
    public async Task Faults_apply_to_lists()
    {
        await using var shop = await StripeTestClient.StartAsync();
        shop.Stripe.Faults.FailNext(ApiRoute.ListIntents, Fault.ErrorBefore);
        await StripeTestClient.AssertRefusedAsync(() => shop.Client.V1.PaymentIntents.ListAsync(cancellationToken: Ct));
        Assert.Empty(await shop.Client.V1.PaymentIntents.ListAsync(cancellationToken: Ct));
    }
}
