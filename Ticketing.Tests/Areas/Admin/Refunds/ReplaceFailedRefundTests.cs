using System.Net;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Payments.Sync;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Refunds;

/// <summary>A refund that the provider has refused is paid in another way.</summary>
public sealed class ReplaceFailedRefundTests
{
    private const string Form = "form[action*='handler=replace']";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task It_is_owed_until_ticked_and_the_failed_one_alarms_no_more(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, refund) = await FailAsync(app);
        using var staff = await app.SignInAsStaffAsync();
        Assert.Contains("1 refund has failed", (await staff.OpenAsync("/admin")).Text, StringComparison.Ordinal);

        var owed = (await (await staff.OpenAsync("/admin/refunds?status=Failed")).SubmitAsync(Form)).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Tick it once the buyer has the money.", owed.Text, StringComparison.Ordinal);

        var today = (await staff.OpenAsync("/admin")).Text;
        Assert.DoesNotContain("has failed", today, StringComparison.Ordinal);
        Assert.Contains("£15.00 to hand back", today, StringComparison.Ordinal);
        var page = await staff.OpenAsync($"/admin/orders/{order.Reference}/refund");
        Assert.Equal("To transfer", page.Document.QuerySelector("td .chip.warn")?.TextContent);
        Assert.Contains("Transfer £15.00 to the buyer’s bank account.", page.Text, StringComparison.Ordinal);
        Assert.Contains("failed at the provider: The account is closed.", page.Text, StringComparison.Ordinal);
        var ticked = await page.SubmitAsync("td form");
        Assert.Equal("Transferred", ticked.Document.QuerySelector("td .chip.good")?.TextContent);
        Assert.DoesNotContain("to hand back", (await staff.OpenAsync("/admin")).Text, StringComparison.Ordinal);
        var done = Assert.Single(await app.GetRefundsAsync(order));
        Assert.Equal(
            (refund.Id, RefundStatus.Succeeded, ManualRefundMethod.BankTransfer, "The account is closed."),
            (done.Id, done.Status, done.ManualMethod, done.LastError)
        );
        Assert.NotNull(done.CreditNoteNumber);
        Assert.Equal(OrderStatus.Refunded, (await app.ReloadAsync(order)).Status);
        Assert.Contains(await app.GetAuditEntriesAsync(order.Id), entry => entry.Action == "refund.replaced" && entry.ActorId is not null);
        Assert.Empty(await app.GetSandboxRefundsAsync(order));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task The_buyer_is_told_how_the_money_comes(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, refund) = await FailAsync(app);
        Assert.True(await ReplaceAsync(app, refund, ManualRefundMethod.BankTransfer));

        Assert.Contains("we’ll pay you £15.00 by bank transfer", (await app.ComposeRefundMailAsync(order)).Text, StringComparison.Ordinal);
        Assert.True(await app.UseAsync<HandBackRefund, bool>(handBack => handBack.MarkAsync(refund.Id, Ct)));
        Assert.Contains("we’ve paid you £15.00 by bank transfer", (await app.ComposeRefundMailAsync(order)).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_that_the_bank_returned_is_told_again_and_keeps_its_credit_note(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, _) = await app.SellOnlineAsync();
        await app.StartRefundAsync(order);
        await app.RunJobAsync<RefundJob>();
        var paid = Assert.Single(await app.GetRefundsAsync(order));
        var returned = new RefundState.Failed(paid.ProviderReference!, "The account is closed.");
        await app.UseAsync<SettleRefund>(settle => settle.FailAfterSuccessAsync(paid.Id, returned, Ct));

        Assert.True(await ReplaceAsync(app, paid, ManualRefundMethod.Cash));

        Assert.Equal(2, (await app.GetNotificationKindsAsync(order)).Count(kind => kind == "order-refunded"));
        Assert.Equal(paid.CreditNoteNumber, Assert.Single(await app.GetRefundsAsync(order)).CreditNoteNumber);

        // The same news again, late.
        await app.UseAsync<SettleRefund>(settle => settle.FailAfterSuccessAsync(paid.Id, returned, Ct));
        Assert.Equal(RefundStatus.Succeeded, Assert.Single(await app.GetRefundsAsync(order)).Status);
    }

    [Theory, OnEitherDatabase]
    public async Task It_is_replaced_or_tried_again_but_not_both(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (_, refund) = await FailAsync(app);

        var done = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    Task.Run(
                        () =>
                            i % 2 == 0
                                ? ReplaceAsync(app, refund, ManualRefundMethod.Cash)
                                : app.UseAsync<RetryRefund, bool>(retry => retry.RetryAsync(refund.Id, Ct)),
                        Ct
                    )
                )
        );

        Assert.Single(done, worked => worked);
    }

    [Theory, OnEitherDatabase]
    public async Task The_comparison_with_the_provider_leaves_it_out(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (_, refund) = await FailAsync(app);
        await ReplaceAsync(app, refund, ManualRefundMethod.Cash);
        using var staff = await app.SignInAsStaffAsync();

        Assert.Contains("Everything agrees.", (await staff.OpenAsync("/admin/payments")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_way_that_does_not_exist_is_refused(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, _) = await FailAsync(app);
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync("/admin/refunds?status=Failed");

        (await page.SubmitAsync(Form, new Dictionary<string, string> { ["method"] = "7" })).ExpectStatus(HttpStatusCode.BadRequest);

        Assert.Equal(RefundStatus.Failed, Assert.Single(await app.GetRefundsAsync(order)).Status);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_that_the_provider_has_made_after_all_is_not_paid_again(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, refund) = await FailAsync(app);
        await ReportSuccessAsync(app, order, refund);

        Assert.False(await ReplaceAsync(app, refund, ManualRefundMethod.Cash));

        await app.RunJobAsync<RefundJob>();
        var made = Assert.Single(await app.GetRefundsAsync(order));
        Assert.Equal((RefundStatus.Succeeded, "re_late"), (made.Status, made.ProviderReference));
        Assert.Null(made.ManualMethod);
    }

    [Theory, OnEitherDatabase]
    public async Task A_late_success_at_the_provider_ends_what_staff_were_to_pay(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, refund) = await FailAsync(app);
        Assert.True(await ReplaceAsync(app, refund, ManualRefundMethod.Cash));
        var payment = await ReportSuccessAsync(app, order, refund);

        await app.UseAsync<ProviderSync, bool>(sync => sync.SyncPaymentAsync(payment.Provider, payment.Reference!, Ct));

        var made = Assert.Single(await app.GetRefundsAsync(order));
        Assert.Equal((RefundStatus.Succeeded, "re_late"), (made.Status, made.ProviderReference));
        Assert.False(made.IsOwed);
    }

    private static async Task<Payment> ReportSuccessAsync(ProviderLedgerVenue app, Order order, Refund refund)
    {
        var payment = await app.GetPaymentAsync(order);
        app.Ledger.Refunds.Add(
            new ProviderRefund(
                payment.Reference!,
                RefundId: null,
                IdempotencyKey: null,
                refund.Money,
                new RefundState.Succeeded("re_late"),
                app.Clock.GetUtcNow()
            )
        );
        return payment;
    }

    private static Task<bool> ReplaceAsync(ProviderLedgerVenue app, Refund refund, ManualRefundMethod method) =>
        app.UseAsync<ReplaceFailedRefund, bool>(replace => replace.ReplaceAsync(refund.Id, method, isPaid: false, Ct));

    private static async Task<(Order Order, Refund Refund)> FailAsync(ProviderLedgerVenue app)
    {
        var (order, _) = await app.SellOnlineAsync();
        var refund = await app.StartRefundAsync(order);
        await app.UseAsync<SettleRefund>(settle => settle.FailAsync(refund.Id, new RefundState.Failed("", "The account is closed."), Ct));
        return (order, refund);
    }
}
