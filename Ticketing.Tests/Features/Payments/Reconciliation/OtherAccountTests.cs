using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Reconciliation;

/// <summary>The keys of another account: the provider knows none of the payments.</summary>
public sealed class OtherAccountTests
{
    private const string Notice = "section[aria-labelledby='other-account']";
    private const string Listed = "section[aria-labelledby='differences'] li";

    [Theory, OnEitherDatabase]
    public async Task It_is_said_once_at_the_top(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        await app.SellOnlineAsync();
        var (odd, _) = await app.SellOnlineAsync();
        await app.SellOnlineAsync();
        await app.StartRefundAsync(odd);
        await app.RunJobAsync<Ticketing.Features.Payments.Refunds.RefundJob>();
        app.Ledger.Payments.Clear();
        using var staff = await app.SignInAsStaffAsync();

        var page = (await staff.OpenAsync("/admin/payments")).ExpectStatus(HttpStatusCode.OK);

        var notice = page.Document.QuerySelectorAll(Notice).Single();
        Assert.Contains("3 payments and 1 refund in these days", notice.TextContent, StringComparison.Ordinal);
        Assert.Equal(4, notice.QuerySelectorAll("details li").Length);
        Assert.Empty(page.Document.QuerySelectorAll(Listed));
    }

    [Theory, OnEitherDatabase]
    public async Task A_single_unknown_payment_is_a_difference_like_any_other(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        await app.SellOnlineAsync();
        app.Ledger.Payments.Clear();
        using var staff = await app.SignInAsStaffAsync();

        var page = await staff.OpenAsync("/admin/payments");

        Assert.Null(page.Document.QuerySelector(Notice));
        Assert.Single(page.Document.QuerySelectorAll(Listed));
    }

    [Theory, OnEitherDatabase]
    public async Task Payments_unknown_among_known_ones_are_listed_each(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        for (var i = 0; i < 4; i++)
        {
            await app.SellOnlineAsync();
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        app.Ledger.Payments.RemoveRange(1, 2);
        using var staff = await app.SignInAsStaffAsync();

        var page = await staff.OpenAsync("/admin/payments");

        Assert.Null(page.Document.QuerySelector(Notice));
        Assert.Equal(2, page.Document.QuerySelectorAll(Listed).Length);
    }

    [Theory, OnEitherDatabase]
    public async Task Payments_of_before_the_account_was_changed_are_said_once(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        for (var i = 0; i < 3; i++)
        {
            await app.SellOnlineAsync();
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        app.Ledger.Payments.RemoveRange(0, 2);
        using var staff = await app.SignInAsStaffAsync();

        var page = await staff.OpenAsync("/admin/payments");

        Assert.Contains("2 payments in these days", page.Document.QuerySelector(Notice)!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_note_that_is_refused_inside_stays_in_view(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (_, payment) = await app.SellOnlineAsync();
        await app.SellOnlineAsync();
        app.Ledger.Payments.Clear();
        using var staff = await app.SignInAsStaffAsync();

        var refused = await (await staff.OpenAsync("/admin/payments")).SubmitAsync(
            $"form[action*='handler=Decide']:has([value='{payment.Id}'])",
            new Dictionary<string, string> { ["Form.Note"] = " " }
        );

        Assert.True(refused.Document.QuerySelector($"{Notice} > details")!.HasAttribute("open"));
    }
}
