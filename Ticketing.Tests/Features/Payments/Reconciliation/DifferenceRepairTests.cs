using System.Net;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Reconciliation;

/// <summary>Each button repairs its difference; pressing it again changes nothing.</summary>
public sealed class DifferenceRepairTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_payment_known_only_to_the_provider_completes_the_order(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var code = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 2);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        var order = (await app.FindOrderByHoldAsync(code))!;
        var payment = await app.GetPaymentAsync(order);
        app.Ledger.Payments.Add(
            new ProviderPayment(
                $"sandbox-{payment.SessionId![..8]}",
                payment.Id,
                ProviderPaymentStatus.Paid,
                payment.Money,
                0,
                SandboxGateway.CalculateFee(payment.Amount),
                payment.CreatedAt
            )
        );

        await RepairAsync(app, PaymentDifferenceKind.PaidAtProviderOnly, "The payment is taken over");

        Assert.Equal(OrderStatus.Paid, (await app.ReloadAsync(order)).Status);
        Assert.Equal(2, (await app.GetTicketsAsync(order)).Count);
        Assert.Contains(
            await app.GetAuditEntriesAsync(order.Id),
            entry => entry.Action == "order.books-repaired" && entry.ActorId is not null
        );
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_missing_fee_is_imported(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, _) = await app.SellOnlineAsync();
        await app.ClearFeeAsync(order);

        await RepairAsync(app, PaymentDifferenceKind.FeeDiffers, "The fee is taken over");

        Assert.Equal(43, (await app.GetPaymentAsync(order)).Fee);
    }

    [Theory, OnEitherDatabase]
    public async Task A_dashboard_refund_is_imported(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync();
        app.AddProviderRefund(payment, 500);

        await RepairAsync(app, PaymentDifferenceKind.RefundedAtProviderOnly, "The refund is written down here");

        var refund = Assert.Single(await app.GetRefundsAsync(order));
        Assert.Equal((500, RefundStatus.Succeeded, RefundCause.MadeAtProvider), (refund.Amount, refund.Status, refund.Cause));
        Assert.Equal(500, (await app.GetPaymentAsync(order)).Refunded);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_above_the_remaining_amount_is_left_to_staff(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync();
        await app.StartRefundAsync(order);
        app.AddProviderRefund(payment, 500);

        var told = await PressAsync(app, PaymentDifferenceKind.RefundedAtProviderOnly);

        Assert.Contains("more than what is left of the payment", told.Text, StringComparison.Ordinal);
        Assert.EndsWith($"/admin/orders/{order.Reference}", told.Path, StringComparison.Ordinal);
        Assert.Contains(await DifferencesAsync(app), d => d.Kind == PaymentDifferenceKind.RefundedAtProviderOnly);
    }

    [Theory]
    [OnEitherDatabase(true)]
    [OnEitherDatabase(false)]
    public async Task A_refund_settled_at_the_provider_is_settled_locally(DatabaseProvider database, bool succeeds)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync();
        var refund = await app.StartRefundAsync(order);
        app.Ledger.Refunds.Add(
            CreateProviderRefund(
                refund,
                payment,
                succeeds ? new RefundState.Succeeded("re_1") : new RefundState.Failed("re_1", "The account is closed.")
            )
        );

        await RepairAsync(app, PaymentDifferenceKind.RefundSettledAtProvider, "The refund stands here as it does there");

        Assert.Equal(succeeds ? RefundStatus.Succeeded : RefundStatus.Failed, Assert.Single(await app.GetRefundsAsync(order)).Status);
        Assert.Equal(succeeds ? OrderStatus.Refunded : OrderStatus.Paid, (await app.ReloadAsync(order)).Status);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_failed_locally_but_successful_at_the_provider_succeeds(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync();
        var refund = await app.StartRefundAsync(order);
        await app.UseAsync<SettleRefund>(settle =>
            settle.FailAsync(refund.Id, new RefundState.Failed("", "It was not known what became of it."), Ct)
        );
        app.Ledger.Refunds.Add(CreateProviderRefund(refund, payment, new RefundState.Succeeded("re_1")));

        await RepairAsync(app, PaymentDifferenceKind.RefundSettledAtProvider, "The refund stands here as it does there");

        Assert.Equal(OrderStatus.Refunded, (await app.ReloadAsync(order)).Status);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_returned_by_the_bank_fails_and_can_be_retried(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync();
        var refund = await app.StartRefundAsync(order);
        await app.RunJobAsync<RefundJob>();
        var name = Assert.Single(await app.GetRefundsAsync(order)).ProviderReference!;
        app.Ledger.Refunds.Add(CreateProviderRefund(refund, payment, new RefundState.Failed(name, "The account is closed.")));

        await RepairAsync(app, PaymentDifferenceKind.RefundFailedAtProvider, "it can be tried again under Refunds");

        Assert.Equal(RefundStatus.Failed, Assert.Single(await app.GetRefundsAsync(order)).Status);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_unknown_to_the_provider_fails_and_can_be_retried(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, _) = await app.SellOnlineAsync();
        await app.StartRefundAsync(order);
        await app.RunJobAsync<RefundJob>();

        await RepairAsync(app, PaymentDifferenceKind.RefundNotFoundAtProvider, "it can be tried again under Refunds");

        var refund = Assert.Single(await app.GetRefundsAsync(order));
        Assert.Equal((RefundStatus.Failed, "The provider does not know this refund."), (refund.Status, refund.LastError));
        Assert.True(await app.UseAsync<RetryRefund, bool>(retry => retry.RetryAsync(refund.Id, Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task Differences_for_staff_lead_to_the_order(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (missing, _) = await app.SellOnlineAsync();
        var (other, payment) = await app.SellOnlineAsync();
        app.Ledger.Payments.RemoveAt(0);
        app.Ledger.Payments[0] = app.Ledger.Payments[0] with { Amount = payment.Money with { MinorUnits = 1 } };

        var unpaid = await PressAsync(app, PaymentDifferenceKind.PaidLocallyOnly);
        var wrong = await PressAsync(app, PaymentDifferenceKind.AmountDiffers);

        Assert.EndsWith($"/admin/orders/{missing.Reference}", unpaid.Path, StringComparison.Ordinal);
        Assert.Contains("still says that it is not paid", unpaid.Text, StringComparison.Ordinal);
        Assert.EndsWith($"/admin/orders/{other.Reference}", wrong.Path, StringComparison.Ordinal);
        Assert.Contains("still says £0.01", wrong.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await app.GetAuditEntriesAsync(missing.Id), entry => entry.Action == "order.books-repaired");
    }

    [Theory, OnEitherDatabase]
    public async Task An_unknown_payment_is_attributed_to_another_shop(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        app.Ledger.Payments.Add(
            new ProviderPayment("pi_1", Guid.NewGuid(), ProviderPaymentStatus.Paid, new Money(1500, "GBP"), 0, 40, app.Clock.GetUtcNow())
        );

        var told = await PressAsync(app, PaymentDifferenceKind.PaymentNotFoundLocally);

        Assert.Contains("If it is not another box office’s", told.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_provider_that_is_down_changes_nothing(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync();
        app.AddProviderRefund(payment, 500);
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync("/admin/payments");
        app.Ledger.IsDown = true;

        var told = (await page.SubmitAsync(FormOf(PaymentDifferenceKind.RefundedAtProviderOnly))).ExpectStatus(HttpStatusCode.OK);

        Assert.Contains("does not answer just now: nothing was changed", told.Text, StringComparison.Ordinal);
        Assert.Empty(await app.GetRefundsAsync(order));
    }

    private static ProviderRefund CreateProviderRefund(Refund refund, Payment payment, RefundState state) =>
        new(payment.Reference!, refund.Id, refund.IdempotencyKey, refund.Money, state, refund.RequestedAt);

    private static string FormOf(PaymentDifferenceKind kind) => $"form:has([name='kind'][value='{kind}'])";

    private static async Task<IReadOnlyList<PaymentDifference>> DifferencesAsync(ProviderLedgerVenue app) =>
        (
            await app.UseAsync<PaymentReconciliation, ReconciliationOutcome>(review =>
                review.ReconcileAsync(new ReconciliationPeriod(TicketingApp.Start.AddDays(-1), TicketingApp.Start.AddDays(1)), Ct)
            )
        ).Differences;

    private static async Task<BrowserPage> PressAsync(ProviderLedgerVenue app, PaymentDifferenceKind kind)
    {
        using var staff = await app.SignInAsStaffAsync();
        return (await (await staff.OpenAsync("/admin/payments")).SubmitAsync(FormOf(kind))).ExpectStatus(HttpStatusCode.OK);
    }

    private static async Task RepairAsync(ProviderLedgerVenue app, PaymentDifferenceKind kind, string told)
    {
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.OpenAsync("/admin/payments")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(kind, Assert.Single(await DifferencesAsync(app)).Kind);

        var done = (await page.SubmitAsync(FormOf(kind))).ExpectStatus(HttpStatusCode.OK);

        Assert.Contains(told, done.Text, StringComparison.Ordinal);
        Assert.Null(done.Document.QuerySelector(FormOf(kind)));
        Assert.Contains(
            "Both sides agree on that already",
            (await page.SubmitAsync(FormOf(kind))).ExpectStatus(HttpStatusCode.OK).Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(await DifferencesAsync(app), d => d.Kind == kind);
    }
}
