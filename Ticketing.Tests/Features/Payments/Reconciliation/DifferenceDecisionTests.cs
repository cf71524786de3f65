using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Sync;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Reconciliation;

/// <summary>Differences without an automatic repair are closed by a staff decision.</summary>
public sealed class DifferenceDecisionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_decided_difference_leaves_the_list_and_can_be_reopened(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, _) = await app.SellOnlineAsync();
        app.Ledger.Payments.Clear();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync("/admin/payments");

        var decided = (
            await page.SubmitAsync(FormOf(PaymentDifferenceKind.PaidLocallyOnly), Noted("  Paid into the old account <b>."))
        ).ExpectStatus(HttpStatusCode.OK);

        Assert.Contains("Removed from the list", decided.Text, StringComparison.Ordinal);
        Assert.Contains("All differences have been decided by hand", decided.Text, StringComparison.Ordinal);
        Assert.Null(decided.Document.QuerySelector(FormOf(PaymentDifferenceKind.PaidLocallyOnly)));
        var told = decided.Document.QuerySelector("section[aria-labelledby='decided'] li")!.TextContent;
        Assert.Contains($"Paid here, not at Sandbox · {order.Reference}", decided.Text, StringComparison.Ordinal);
        Assert.Contains("Paid into the old account <b>.", told, StringComparison.Ordinal);
        Assert.Contains(
            await app.GetAuditEntriesAsync(order.Id),
            entry => entry.Action == "difference.decided" && entry.ActorId is not null
        );

        var again = (await decided.SubmitAsync("form[action*='handler=TakeBack']")).ExpectStatus(HttpStatusCode.OK);
        Assert.NotNull(again.Document.QuerySelector(FormOf(PaymentDifferenceKind.PaidLocallyOnly)));
        Assert.Null(again.Document.QuerySelector("section[aria-labelledby='decided']"));
        Assert.Contains(
            "That is not decided any more",
            (await decided.SubmitAsync("form[action*='handler=TakeBack']")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [OnEitherDatabase("   ", "Write down what was decided")]
    [OnEitherDatabase("x501", "Use up to 500 characters.")]
    public async Task A_decision_without_a_valid_note_is_refused_and_keeps_the_input(DatabaseProvider database, string typed, string told)
    {
        await using var app = new ProviderLedgerVenue(database);
        await app.SellOnlineAsync();
        app.Ledger.Payments.Clear();
        using var staff = await app.SignInAsStaffAsync();
        var note = typed == "x501" ? new string('x', 501) : typed;

        var refused = (
            await (await staff.OpenAsync("/admin/payments")).SubmitAsync(FormOf(PaymentDifferenceKind.PaidLocallyOnly), Noted(note))
        ).ExpectStatus(HttpStatusCode.BadRequest);

        var form = refused.Document.QuerySelector(FormOf(PaymentDifferenceKind.PaidLocallyOnly))!;
        Assert.True(form.QuerySelector("details")!.HasAttribute("open"));
        Assert.Contains(told, form.QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(note.Trim(), form.QuerySelector("textarea")!.TextContent);
    }

    [Theory, OnEitherDatabase]
    public async Task Deciding_a_wrong_amount_releases_the_hold(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var show = await app.PublishEventAsync();
        var code = await app.PlaceHoldAsync(show, "Standing", 2);
        await app.StartPaymentAsync(code);
        var payment = await app.GetPaymentAsync((await app.FindOrderByHoldAsync(code))!);
        app.Ledger.Payments.Add(
            new ProviderPayment("pi_odd", payment.Id, ProviderPaymentStatus.Paid, new Money(1, "GBP"), 0, null, payment.CreatedAt)
        );
        using var staff = await app.SignInAsStaffAsync();

        await (await staff.OpenAsync("/admin/payments")).SubmitAsync(
            FormOf(PaymentDifferenceKind.AmountDiffers),
            Noted("The penny is given back.")
        );

        Assert.Equal(PaymentStatus.Expired, (await app.GetPaymentAsync((await app.FindOrderByHoldAsync(code))!)).Status);
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        await app.RunJobAsync<Ticketing.Features.Holds.HoldExpiryJob>();
        Assert.Equal(0, (await app.GetEventAsync(show)).Held);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Concurrent_decisions_count_once(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync();
        app.Ledger.Payments.Clear();

        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(
                        () =>
                            app.UseAsync<DecideDifference, DecideOutcome>(decide =>
                                decide.DecideAsync(PaymentDifferenceKind.PaidLocallyOnly, $"{payment.Id}", "So be it.", Ct)
                            ),
                        Ct
                    )
                )
        );

        Assert.Single(made, DecideOutcome.Recorded);
        Assert.Single(await app.GetAuditEntriesAsync(order.Id), entry => entry.Action == "difference.decided");
    }

    [Theory, OnEitherDatabase]
    public async Task Repairable_differences_and_provider_outages_block_decisions(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync();
        await app.ClearFeeAsync(order);

        Assert.Equal(DecideOutcome.Repairable, await DecideAsync(app, PaymentDifferenceKind.FeeDiffers, payment.Reference!));
        Assert.Equal(DecideOutcome.NoDifference, await DecideAsync(app, PaymentDifferenceKind.PaidLocallyOnly, $"{payment.Id}"));
        app.Ledger.IsDown = true;
        Assert.Equal(DecideOutcome.ProviderUnavailable, await DecideAsync(app, PaymentDifferenceKind.PaidLocallyOnly, $"{payment.Id}"));
        Assert.Empty(await app.UseAsync<DecideDifference, IReadOnlyList<DecidedDifference>>(decide => decide.ListAsync(9, Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task An_unknown_payment_that_was_refunded_is_no_longer_a_difference(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var told = new ProviderPayment(
            "pi_1",
            Guid.NewGuid(),
            ProviderPaymentStatus.Paid,
            new Money(1500, "GBP"),
            1499,
            40,
            app.Clock.GetUtcNow()
        );
        app.Ledger.Payments.Add(told);
        using var staff = await app.SignInAsStaffAsync();
        Assert.NotNull(
            (await staff.OpenAsync("/admin/payments")).Document.QuerySelector(FormOf(PaymentDifferenceKind.PaymentNotFoundLocally))
        );

        app.Ledger.Payments[0] = told with { Refunded = 1500 };

        Assert.Null(
            (await staff.OpenAsync("/admin/payments")).Document.QuerySelector(FormOf(PaymentDifferenceKind.PaymentNotFoundLocally))
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_decided_wrong_amount_stays_expired_after_later_messages(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var code = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 1);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        var payment = await app.GetPaymentAsync((await app.FindOrderByHoldAsync(code))!);
        app.Ledger.Payments.Add(
            new ProviderPayment("pi_odd", payment.Id, ProviderPaymentStatus.Paid, new Money(1, "GBP"), 0, null, payment.CreatedAt)
        );
        Assert.Equal(DecideOutcome.Recorded, await DecideAsync(app, PaymentDifferenceKind.AmountDiffers, "pi_odd"));
        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() => db.Set<SandboxSession>().ExecuteUpdateAsync(set => set.SetProperty(s => s.Amount, 1), Ct), ct: Ct)
        );

        Assert.True(await app.UseAsync<ProviderSync, bool>(news => news.SyncPaymentAsync(PaymentProvider.Sandbox, "pi_odd", Ct)));

        Assert.Equal(PaymentStatus.Expired, (await app.GetPaymentAsync((await app.FindOrderByHoldAsync(code))!)).Status);
    }

    private static string FormOf(PaymentDifferenceKind kind) => $"form[action*='handler=Decide']:has([name='kind'][value='{kind}'])";

    private static Dictionary<string, string> Noted(string note) => new() { ["Form.Note"] = note };

    private static Task<DecideOutcome> DecideAsync(ProviderLedgerVenue app, PaymentDifferenceKind kind, string about) =>
        app.UseAsync<DecideDifference, DecideOutcome>(decide => decide.DecideAsync(kind, about, "So be it.", Ct));
}
