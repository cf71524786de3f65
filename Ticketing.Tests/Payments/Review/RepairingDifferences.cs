using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Payments.Review;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tickets;
using Xunit;

namespace Ticketing.Tests.Payments.Review;

/// <summary>Each button repairs its difference; pressing it again changes nothing.</summary>
public sealed class RepairingDifferences
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_payment_that_only_the_provider_knows_makes_the_sale(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var code = await app.HeldAsync(await app.PublishAsync(), "Standing", 2);
        var page = Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(code));
        await app.ChooseAsync(page, SandboxStatus.Paid);
        var order = (await app.OrderOfAsync(code))!;
        var payment = await app.PaymentOfAsync(order);
        app.Books.Payments.Add(new ProviderPayment(
            $"sandbox-{payment.SessionId![..8]}", payment.Id, ProviderPaymentStatus.Paid, payment.Money, 0, SandboxGateway.FeeOn(payment.Amount), payment.CreatedAt));

        await RepairAsync(app, DifferenceKind.PaidThereNotHere, "The payment is taken over");

        Assert.Equal(OrderStatus.Paid, (await app.AgainAsync(order)).Status);
        Assert.Equal(2, (await app.TicketsOfAsync(order)).Count);
        Assert.Contains(await app.AuditAsync(order.Id), entry => entry.Action == "order.books-repaired" && entry.ActorId is not null);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_fee_that_was_not_told_is_taken_over(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, _) = await app.SellAsync();
        await app.ForgetFeeAsync(order);

        await RepairAsync(app, DifferenceKind.OtherFee, "The fee is taken over");

        Assert.Equal(43, (await app.PaymentOfAsync(order)).Fee);
    }

    [Theory, OnBothDatabases]
    public async Task A_refund_from_the_dashboard_is_written_down(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync();
        app.PayBack(payment, 500);

        await RepairAsync(app, DifferenceKind.RefundedThereNotHere, "The refund is written down here");

        var refund = Assert.Single(await app.RefundsOfAsync(order));
        Assert.Equal((500, RefundStatus.Succeeded, TakeRefund.Dashboard), (refund.Amount, refund.Status, refund.Reason));
        Assert.Equal(500, (await app.PaymentOfAsync(order)).Refunded);
    }

    [Theory, OnBothDatabases]
    public async Task A_refund_that_is_more_than_what_is_left_stays_with_the_staff(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync();
        await app.RefundedAsync(order);
        app.PayBack(payment, 500);

        var told = await PressAsync(app, DifferenceKind.RefundedThereNotHere);

        Assert.Contains("more than what is left of the payment", told.Text, StringComparison.Ordinal);
        Assert.EndsWith($"/admin/orders/{order.Reference}", told.Path, StringComparison.Ordinal);
        Assert.Contains(await DifferencesAsync(app), d => d.Kind == DifferenceKind.RefundedThereNotHere);
    }

    [Theory]
    [OnBothDatabases(true)]
    [OnBothDatabases(false)]
    public async Task A_refund_that_was_decided_there_is_decided_here(DatabaseProvider database, bool succeeds)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync();
        var refund = await app.RefundedAsync(order);
        app.Books.Refunds.Add(Told(refund, payment, succeeds ? new RefundState.Succeeded("re_1") : new RefundState.Failed("re_1", "The account is closed.")));

        await RepairAsync(app, DifferenceKind.RefundDecidedThere, "The refund stands here as it does there");

        Assert.Equal(succeeds ? RefundStatus.Succeeded : RefundStatus.Failed, Assert.Single(await app.RefundsOfAsync(order)).Status);
        Assert.Equal(succeeds ? OrderStatus.Refunded : OrderStatus.Paid, (await app.AgainAsync(order)).Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_refund_that_failed_here_and_went_through_there_is_done(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync();
        var refund = await app.RefundedAsync(order);
        await app.UseAsync<SettleRefund>(settle => settle.FailAsync(refund.Id, new RefundState.Failed("", "It was not known what became of it."), Ct));
        app.Books.Refunds.Add(Told(refund, payment, new RefundState.Succeeded("re_1")));

        await RepairAsync(app, DifferenceKind.RefundDecidedThere, "The refund stands here as it does there");

        Assert.Equal(OrderStatus.Refunded, (await app.AgainAsync(order)).Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_refund_that_the_bank_sent_back_has_failed_and_can_be_tried_again(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync();
        var refund = await app.RefundedAsync(order);
        await app.RunAsync<RefundPass>();
        var name = Assert.Single(await app.RefundsOfAsync(order)).ProviderReference!;
        app.Books.Refunds.Add(Told(refund, payment, new RefundState.Failed(name, "The account is closed.")));

        await RepairAsync(app, DifferenceKind.RefundFailedThere, "it can be tried again under Refunds");

        Assert.Equal(RefundStatus.Failed, Assert.Single(await app.RefundsOfAsync(order)).Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_refund_of_which_the_provider_knows_nothing_has_failed_and_can_be_tried_again(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, _) = await app.SellAsync();
        await app.RefundedAsync(order);
        await app.RunAsync<RefundPass>();

        await RepairAsync(app, DifferenceKind.RefundUnknownThere, "it can be tried again under Refunds");

        var refund = Assert.Single(await app.RefundsOfAsync(order));
        Assert.Equal((RefundStatus.Failed, "The provider does not know this refund."), (refund.Status, refund.LastError));
        Assert.True(await app.UseAsync<RetryRefund, bool>(retry => retry.RetryAsync(refund.Id, Ct)));
    }

    [Theory, OnBothDatabases]
    public async Task A_dispute_is_written_down_and_followed(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync();
        app.Dispute(payment, DisputeStatus.NeedsResponse, TimeSpan.FromDays(9));

        await RepairAsync(app, DifferenceKind.DisputeUnknownHere, "The dispute is written down here");
        app.Dispute(payment, DisputeStatus.UnderReview);
        await RepairAsync(app, DifferenceKind.DisputeMovedOn, "The dispute stands here as it does there");

        var dispute = Assert.Single(await app.UseAsync<DisputeBook, IReadOnlyList<Dispute>>(book => book.OfOrderAsync(order.Id, Ct)));
        Assert.Equal((DisputeStatus.UnderReview, (DateTimeOffset?)null), (dispute.Status, dispute.RespondBy));
    }

    [Theory]
    [OnBothDatabases(false)]
    [OnBothDatabases(true)]
    public async Task Tickets_whose_money_is_gone_become_void_and_their_places_free(DatabaseProvider database, bool isDisputed)
    {
        await using var app = new BookedVenue(database);
        var show = await app.PublishAsync();
        var (order, payment) = await app.SellAsync(2, show);
        await (isDisputed ? app.HearAsync(app.Dispute(payment, DisputeStatus.Lost)) : app.HearAsync(app.PayBack(payment, payment.Amount)));

        await RepairAsync(app, DifferenceKind.StillValid, "2 tickets no longer valid; their places are back on sale");

        Assert.All(await app.TicketsOfAsync(order), ticket => Assert.Equal(TicketStatus.Void, ticket.Status));
        Assert.Equal(OrderStatus.Refunded, (await app.AgainAsync(order)).Status);
        Assert.Equal(0, (await app.ReadAsync(show)).Sold);
        Assert.Contains(await app.AuditAsync(order.Id), entry => entry.Action == "order.tickets-voided");
        Assert.Equal(isDisputed ? [] : [1, 2], (await app.RefundsOfAsync(order)).SelectMany(r => r.Lines).Select(line => line.Number));
    }

    [Theory, OnBothDatabases]
    public async Task Tickets_whose_money_is_there_stay_valid_whatever_is_posted(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync(2);
        await app.HearAsync(app.PayBack(payment, payment.Amount - 1));

        Assert.Equal(0, await app.UseAsync<VoidPaidBack, int>(paidBack => paidBack.VoidAsync(order.Id, Ct)));

        Assert.All(await app.TicketsOfAsync(order), ticket => Assert.Equal(TicketStatus.Valid, ticket.Status));
        Assert.Empty(await DifferencesAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task Tickets_are_made_void_once_by_many_hands(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var show = await app.PublishAsync();
        var (order, payment) = await app.SellAsync(3, show);
        await app.HearAsync(app.PayBack(payment, payment.Amount));

        var voided = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            app.UseAsync<VoidPaidBack, int>(paidBack => paidBack.VoidAsync(order.Id, Ct)), Ct)));

        Assert.Equal(3, voided.Sum());
        Assert.Equal(0, (await app.ReadAsync(show)).Sold);
        Assert.Single(await app.AuditAsync(order.Id), entry => entry.Action == "order.tickets-voided");
        await app.UseAsync<TicketingDbContext>(async db => Assert.Equal(3, await db.Set<RefundLine>().CountAsync(Ct)));
    }

    [Theory, OnBothDatabases]
    public async Task A_won_dispute_lifts_the_suspension(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync(2);
        await app.HearAsync(app.Dispute(payment, DisputeStatus.NeedsResponse));
        Assert.Equal(2, await app.UseAsync<SuspendTickets, int>(suspend => suspend.SuspendAsync(order.Id, Ct)));
        Assert.Empty(await DifferencesAsync(app));
        await app.HearAsync(app.Dispute(payment, DisputeStatus.Won));

        await RepairAsync(app, DifferenceKind.StillSuspended, "2 tickets good again");

        Assert.All(await app.TicketsOfAsync(order), ticket => Assert.Null(ticket.SuspendedAt));
    }

    [Theory, OnBothDatabases]
    public async Task What_only_a_person_can_decide_is_asked_about_and_leads_to_the_order(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (missing, _) = await app.SellAsync();
        var (other, payment) = await app.SellAsync();
        app.Books.Payments.RemoveAt(0);
        app.Books.Payments[0] = app.Books.Payments[0] with { Amount = payment.Money with { MinorUnits = 1 } };

        var unpaid = await PressAsync(app, DifferenceKind.PaidHereNotThere);
        var wrong = await PressAsync(app, DifferenceKind.OtherAmount);

        Assert.EndsWith($"/admin/orders/{missing.Reference}", unpaid.Path, StringComparison.Ordinal);
        Assert.Contains("still says that it is not paid", unpaid.Text, StringComparison.Ordinal);
        Assert.EndsWith($"/admin/orders/{other.Reference}", wrong.Path, StringComparison.Ordinal);
        Assert.Contains("still says £0.01", wrong.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await app.AuditAsync(missing.Id), entry => entry.Action == "order.books-repaired");
    }

    [Theory, OnBothDatabases]
    public async Task A_payment_that_our_books_do_not_have_is_said_to_be_of_another(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        app.Books.Payments.Add(new ProviderPayment("pi_1", Guid.NewGuid(), ProviderPaymentStatus.Paid, new Money(1500, "GBP"), 0, 40, app.Clock.GetUtcNow()));

        var told = await PressAsync(app, DifferenceKind.UnknownHere);

        Assert.Contains("If it is not another box office’s", told.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_provider_that_is_down_changes_nothing(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync();
        app.PayBack(payment, 500);
        using var staff = await app.SignedInAsync();
        var page = await staff.OpenAsync("/admin/payments");
        app.Books.IsDown = true;

        var told = (await page.SubmitAsync(FormOf(DifferenceKind.RefundedThereNotHere))).Expect(HttpStatusCode.OK);

        Assert.Contains("does not answer just now: nothing was changed", told.Text, StringComparison.Ordinal);
        Assert.Empty(await app.RefundsOfAsync(order));
    }

    private static ProviderRefund Told(Refund refund, Payment payment, RefundState state) =>
        new(payment.Reference!, refund.Id, refund.IdempotencyKey, refund.Money, state, refund.RequestedAt);

    private static string FormOf(DifferenceKind kind) => $"form:has([name='kind'][value='{kind}'])";

    private static async Task<IReadOnlyList<Difference>> DifferencesAsync(BookedVenue app) =>
        (await app.UseAsync<MoneyReview, ReviewOutcome>(review => review.ReviewAsync(new ReviewSpan(TicketingApp.Start.AddDays(-1), TicketingApp.Start.AddDays(1)), Ct))).Differences;

    private static async Task<Page> PressAsync(BookedVenue app, DifferenceKind kind)
    {
        using var staff = await app.SignedInAsync();
        return (await (await staff.OpenAsync("/admin/payments")).SubmitAsync(FormOf(kind))).Expect(HttpStatusCode.OK);
    }

    private static async Task RepairAsync(BookedVenue app, DifferenceKind kind, string told)
    {
        using var staff = await app.SignedInAsync();
        var page = (await staff.OpenAsync("/admin/payments")).Expect(HttpStatusCode.OK);
        Assert.Equal(kind, Assert.Single(await DifferencesAsync(app)).Kind);

        var done = (await page.SubmitAsync(FormOf(kind))).Expect(HttpStatusCode.OK);

        Assert.Contains(told, done.Text, StringComparison.Ordinal);
        Assert.Null(done.Document.QuerySelector(FormOf(kind)));
        Assert.Contains("Both sides agree on that already", (await page.SubmitAsync(FormOf(kind))).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await DifferencesAsync(app), d => d.Kind == kind);
    }
}
