using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Payments;
using Ticketing.Payments.Review;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments.Review;

/// <summary>Differences without an automatic repair are closed by a staff decision.</summary>
public sealed class DecidingDifferences
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task What_was_decided_is_off_the_list_told_and_can_be_taken_back(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, _) = await app.SellAsync();
        app.Books.Payments.Clear();
        using var staff = await app.SignedInAsync();
        var page = await staff.OpenAsync("/admin/payments");

        var decided = (await page.SubmitAsync(FormOf(DifferenceKind.PaidHereNotThere), Noted("  Paid into the old account <b>."))).Expect(HttpStatusCode.OK);

        Assert.Contains("It is off the list", decided.Text, StringComparison.Ordinal);
        Assert.Contains("What differs is decided by hand", decided.Text, StringComparison.Ordinal);
        Assert.Null(decided.Document.QuerySelector(FormOf(DifferenceKind.PaidHereNotThere)));
        var told = decided.Document.QuerySelector("section[aria-labelledby='decided'] li")!.TextContent;
        Assert.Contains($"Paid here, not at Sandbox · {order.Reference}", decided.Text, StringComparison.Ordinal);
        Assert.Contains("Paid into the old account <b>.", told, StringComparison.Ordinal);
        Assert.Contains(await app.AuditAsync(order.Id), entry => entry.Action == "difference.decided" && entry.ActorId is not null);

        var again = (await decided.SubmitAsync("form[action*='handler=TakeBack']")).Expect(HttpStatusCode.OK);
        Assert.NotNull(again.Document.QuerySelector(FormOf(DifferenceKind.PaidHereNotThere)));
        Assert.Null(again.Document.QuerySelector("section[aria-labelledby='decided']"));
        Assert.Contains("That is not decided any more", (await decided.SubmitAsync("form[action*='handler=TakeBack']")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [OnBothDatabases("   ", "Write what was decided")]
    [OnBothDatabases("x501", "At most 500 characters.")]
    public async Task A_decision_without_words_is_refused_and_keeps_what_was_typed(DatabaseProvider database, string typed, string told)
    {
        await using var app = new BookedVenue(database);
        await app.SellAsync();
        app.Books.Payments.Clear();
        using var staff = await app.SignedInAsync();
        var note = typed == "x501" ? new string('x', 501) : typed;

        var refused = (await (await staff.OpenAsync("/admin/payments")).SubmitAsync(FormOf(DifferenceKind.PaidHereNotThere), Noted(note)))
            .Expect(HttpStatusCode.BadRequest);

        var form = refused.Document.QuerySelector(FormOf(DifferenceKind.PaidHereNotThere))!;
        Assert.True(form.QuerySelector("details")!.HasAttribute("open"));
        Assert.Contains(told, form.QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(note.Trim(), form.QuerySelector("textarea")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task An_odd_amount_that_was_settled_with_the_buyer_frees_the_places(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var show = await app.PublishAsync();
        var code = await app.HeldAsync(show, "Standing", 2);
        await app.StartPaymentAsync(code);
        var payment = await app.PaymentOfAsync((await app.OrderOfAsync(code))!);
        app.Books.Payments.Add(new ProviderPayment("pi_odd", payment.Id, ProviderPaymentStatus.Paid, new Money(1, "GBP"), 0, null, payment.CreatedAt));
        using var staff = await app.SignedInAsync();

        await (await staff.OpenAsync("/admin/payments")).SubmitAsync(FormOf(DifferenceKind.OtherAmount), Noted("The penny is given back."));

        Assert.Equal(PaymentStatus.Expired, (await app.PaymentOfAsync((await app.OrderOfAsync(code))!)).Status);
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        await app.RunAsync<Ticketing.Holds.HoldExpiry>();
        Assert.Equal(0, (await app.ReadAsync(show)).Held);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task It_is_decided_once_by_many_hands(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync();
        app.Books.Payments.Clear();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => app.UseAsync<DecideDifference, Decision>(
            decide => decide.DecideAsync(DifferenceKind.PaidHereNotThere, $"{payment.Id}", "So be it.", Ct)), Ct)));

        Assert.Single(made, Decision.Made);
        Assert.Single(await app.AuditAsync(order.Id), entry => entry.Action == "difference.decided");
    }

    [Theory, OnBothDatabases]
    public async Task What_a_button_repairs_nobody_decides_and_without_the_provider_nothing_is_decided(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync();
        await app.ForgetFeeAsync(order);

        Assert.Equal(Decision.Repairable, await DecideAsync(app, DifferenceKind.OtherFee, payment.Reference!));
        Assert.Equal(Decision.Agrees, await DecideAsync(app, DifferenceKind.PaidHereNotThere, $"{payment.Id}"));
        app.Books.IsDown = true;
        Assert.Equal(Decision.ProviderAway, await DecideAsync(app, DifferenceKind.PaidHereNotThere, $"{payment.Id}"));
        Assert.Empty(await app.UseAsync<DecideDifference, IReadOnlyList<DecidedDifference>>(decide => decide.ListAsync(9, Ct)));
    }

    [Theory, OnBothDatabases]
    public async Task An_unknown_payment_that_went_back_is_no_difference_any_more(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var told = new ProviderPayment("pi_1", Guid.NewGuid(), ProviderPaymentStatus.Paid, new Money(1500, "GBP"), 1499, 40, app.Clock.GetUtcNow());
        app.Books.Payments.Add(told);
        using var staff = await app.SignedInAsync();
        Assert.NotNull((await staff.OpenAsync("/admin/payments")).Document.QuerySelector(FormOf(DifferenceKind.UnknownHere)));

        app.Books.Payments[0] = told with { Refunded = 1500 };

        Assert.Null((await staff.OpenAsync("/admin/payments")).Document.QuerySelector(FormOf(DifferenceKind.UnknownHere)));
    }

    [Theory, OnBothDatabases]
    public async Task What_goes_back_of_an_odd_amount_is_no_trouble_to_anybody(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var code = await app.HeldAsync(await app.PublishAsync(), "Standing", 1);
        var page = Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(code));
        var payment = await app.PaymentOfAsync((await app.OrderOfAsync(code))!);
        app.Books.Payments.Add(new ProviderPayment("pi_odd", payment.Id, ProviderPaymentStatus.Paid, new Money(1, "GBP"), 0, null, payment.CreatedAt));
        Assert.Equal(Decision.Made, await DecideAsync(app, DifferenceKind.OtherAmount, "pi_odd"));
        await app.ChooseAsync(page, SandboxStatus.Paid);
        await app.UseAsync<TicketingDbContext>(db => db.WriteAsync(
            () => db.Set<SandboxSession>().ExecuteUpdateAsync(set => set.SetProperty(s => s.Amount, 1), Ct), ct: Ct));

        Assert.True(await app.UseAsync<ProviderNews, bool>(news => news.OfPaymentAsync(PaymentProvider.Sandbox, "pi_odd", Ct)));

        Assert.Equal(PaymentStatus.Expired, (await app.PaymentOfAsync((await app.OrderOfAsync(code))!)).Status);
    }

    private static string FormOf(DifferenceKind kind) => $"form[action*='handler=Decide']:has([name='kind'][value='{kind}'])";

    private static Dictionary<string, string> Noted(string note) => new() { ["Form.Note"] = note };

    private static Task<Decision> DecideAsync(BookedVenue app, DifferenceKind kind, string about) =>
        app.UseAsync<DecideDifference, Decision>(decide => decide.DecideAsync(kind, about, "So be it.", Ct));
}
