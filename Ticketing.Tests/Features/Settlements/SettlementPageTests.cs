using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Settlements;

public sealed class SettlementPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string TermsFormSelector = "form[data-deal]";
    private const string NewDeductionFormSelector = "form[data-new-deduction]";
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task Staff_save_the_terms_and_see_the_split(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.BuyAsync(show, "Standing", 2);
        await app.SellAsync(show, "Seated", 1);
        await app.SellAsync(show, "Seated", 2, BoxOfficePayment.Complimentary);
        using var staff = await app.SignInAsStaffAsync();
        var page = (
            await (await staff.OpenAsync($"/admin/events/{show.Id}")).Browser.OpenAsync($"/admin/events/{show.Id}/settlement")
        ).ExpectStatus(HttpStatusCode.OK);
        Assert.NotNull(
            (await staff.OpenAsync($"/admin/events/{show.Id}")).Document.QuerySelector($"a[href='/admin/events/{show.Id}/settlement']")
        );
        Assert.Contains("No deal with an artist yet", page.Text, StringComparison.Ordinal);
        Assert.Contains("The show is not over", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("[name='Terms.TakesTaxFirst'][checked]"));

        var saved = await AgreeAsync(page, ("Artist", "Nadia Karim"), ("Share", "70,5 %"), ("Guarantee", "£20"));
        Assert.Contains("Saved the deal.", saved.Text, StringComparison.Ordinal);

        // £28 online and £24 at the box office, a sixth of each is tax; the provider keeps 65p of £30.
        Assert.Contains(
            "Net takings £54.00 Booking fees, kept by the venue −£2.00 Tax inside the tickets −£8.67 "
                + "Payment provider’s fees −£0.65 Pot £42.68",
            saved.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("Nadia Karim: 70.5% of the pot £30.09 The venue: the rest of the pot £12.59", saved.Text, StringComparison.Ordinal);
        Assert.Contains("Standing Online 14.00 2 0 28.00 2.00 0.00 30.00", saved.Text, StringComparison.Ordinal);
        Assert.Contains("Seated Comp 0.00 2 0 0.00 0.00 0.00 0.00", saved.Text, StringComparison.Ordinal);
        Assert.Empty(saved.Document.QuerySelectorAll("[role=alert]"));
        var entry = (await app.GetAuditEntriesAsync(show.Id)).Single();
        Assert.Equal("settlement.agreed", entry.Action);
        Assert.Contains("\"share\":\"70.5%\"", entry.After, StringComparison.Ordinal);
        Assert.Contains("Nothing changed.", (await saved.SubmitAsync(TermsFormSelector)).Text, StringComparison.Ordinal);
        Assert.Single(await app.GetAuditEntriesAsync(show.Id));
    }

    [Theory]
    [OnEitherDatabase("", "70", "0", "Artist")]
    [OnEitherDatabase("Nadia", "101", "0", "Share")]
    [OnEitherDatabase("Nadia", "-1", "0", "Share")]
    [OnEitherDatabase("Nadia", "33.333", "0", "Share")]
    [OnEitherDatabase("Nadia", "", "0", "Share")]
    [OnEitherDatabase("Nadia", "70", "lots", "Guarantee")]
    [OnEitherDatabase("Nadia", "70", "1.234", "Guarantee")]
    public async Task Invalid_terms_are_refused_and_redisplayed(
        DatabaseProvider database,
        string artist,
        string share,
        string guarantee,
        string field
    )
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/settlement");
        var refused = (await AgreeAsync(page, ("Artist", artist), ("Share", share), ("Guarantee", guarantee))).ExpectStatus(
            HttpStatusCode.BadRequest
        );
        Assert.NotNull(refused.Document.QuerySelector($"#Terms-{field}-error"));
        Assert.Single(refused.Document.QuerySelectorAll(".field .error"));
        Assert.Equal(
            (artist, share, guarantee),
            (ValueOf(refused, "Terms-Artist"), ValueOf(refused, "Terms-Share"), ValueOf(refused, "Terms-Guarantee"))
        );
        Assert.NotNull(refused.Document.QuerySelector("[role=alert]"));
        Assert.Empty(await app.GetAuditEntriesAsync(show.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Concurrent_edits_of_the_terms_show_each_others_changes(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var (mine, theirs) = (
            await staff.OpenAsync($"/admin/events/{show.Id}/settlement"),
            await staff.OpenAsync($"/admin/events/{show.Id}/settlement")
        );
        await AgreeAsync(theirs, ("Artist", "Nadia Karim"), ("Share", "60"));
        var collided = (await AgreeAsync(mine, ("Artist", "Nadia K."), ("Share", "70"))).ExpectStatus(HttpStatusCode.Conflict);
        Assert.Contains("Somebody else changed this", collided.Text, StringComparison.Ordinal);
        Assert.Equal(("Nadia K.", "70"), (ValueOf(collided, "Terms-Artist"), ValueOf(collided, "Terms-Share")));
        Assert.Equal(6000, (await app.GetSettlementAsync(show)).Terms.ShareBasisPoints);
        (await collided.SubmitAsync(TermsFormSelector)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(7000, (await app.GetSettlementAsync(show)).Terms.ShareBasisPoints);

        // Fields that only the other user changed are merged.
        var later = await staff.OpenAsync($"/admin/events/{show.Id}/settlement");
        await AgreeAsync(await staff.OpenAsync($"/admin/events/{show.Id}/settlement"), ("Guarantee", "100"));
        var again = (await AgreeAsync(later, ("Share", "75"))).ExpectStatus(HttpStatusCode.Conflict);
        Assert.Equal(("75", "100.00"), (ValueOf(again, "Terms-Share"), ValueOf(again, "Terms-Guarantee")));
    }

    [Theory, OnEitherDatabase]
    public async Task Deductions_are_added_changed_removed_and_audited(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/settlement");
        page = await page.SubmitAsync(NewDeductionFormSelector, Cost("PA hire", "120"));
        Assert.Contains("Added: PA hire.", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync(NewDeductionFormSelector, Cost("Hotel", "89.50"));
        Assert.Contains("PA hire −£120.00 Hotel −£89.50 Pot −£209.50", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("form[data-deduction='PA hire']", Cost("PA and light", "140"));
        Assert.Contains("PA and light −£140.00 Hotel −£89.50", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("form[data-remove='Hotel']");
        Assert.Contains("Removed: Hotel, £89.50.", page.Text, StringComparison.Ordinal);
        Assert.Equal(["PA and light"], (await app.GetSettlementAsync(show)).Deductions.Select(d => d.Label));
        Assert.Equal(
            ["settlement.deduction-added", "settlement.deduction-added", "settlement.deduction-changed", "settlement.deduction-removed"],
            (await app.GetAuditEntriesAsync(show.Id)).Select(entry => entry.Action)
        );
    }

    [Theory]
    [OnEitherDatabase("", "10", "Label")]
    [OnEitherDatabase("PA hire", "0", "Amount")]
    [OnEitherDatabase("PA hire", "-5", "Amount")]
    [OnEitherDatabase("PA hire", "ten", "Amount")]
    public async Task An_invalid_deduction_is_refused_and_redisplayed(DatabaseProvider database, string label, string amount, string field)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.AddDeductionAsync(show, "Hotel", "80");
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/settlement");
        foreach (var form in new[] { NewDeductionFormSelector, "form[data-deduction='Hotel']" })
        {
            var refused = (await page.SubmitAsync(form, Cost(label, amount))).ExpectStatus(HttpStatusCode.BadRequest);
            Assert.NotNull(refused.Document.QuerySelector($"{form} [name='Deduction.{field}'][aria-invalid=true]"));
            Assert.Single(refused.Document.QuerySelectorAll(".field .error"));
            Assert.Equal(label, refused.Document.QuerySelector($"{form} [name='Deduction.Label']")!.GetAttribute("value"));
            Assert.Equal(amount, refused.Document.QuerySelector($"{form} [name='Deduction.Amount']")!.GetAttribute("value"));
        }

        Assert.Equal([8000], (await app.GetSettlementAsync(show)).Deductions.Select(d => d.Amount));
    }

    [Theory, OnEitherDatabase]
    public async Task A_deduction_that_another_changed_or_removed_is_not_overwritten(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.AddDeductionAsync(show, "Hotel", "80");
        using var staff = await app.SignInAsStaffAsync();
        var (mine, theirs) = (
            await staff.OpenAsync($"/admin/events/{show.Id}/settlement"),
            await staff.OpenAsync($"/admin/events/{show.Id}/settlement")
        );
        await theirs.SubmitAsync("form[data-deduction='Hotel']", Cost("Hotel", "90"));
        (await mine.SubmitAsync("form[data-deduction='Hotel']", Cost("Hotel", "70"))).ExpectStatus(HttpStatusCode.Conflict);
        Assert.Equal([9000], (await app.GetSettlementAsync(show)).Deductions.Select(d => d.Amount));
        await theirs.SubmitAsync("form[data-remove='Hotel']");
        Assert.Contains(
            "already been removed",
            (await mine.SubmitAsync("form[data-deduction='Hotel']", Cost("Hotel", "70"))).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("removed already", (await mine.SubmitAsync("form[data-remove='Hotel']")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_mismatch_of_money_and_tickets_raises_an_alert(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.MakeCashOrderAsync(await app.BuyAsync(show, "Standing", 1));
        using var staff = await app.SignInAsStaffAsync();
        var alert = (await staff.OpenAsync($"/admin/events/{show.Id}/settlement")).Document.QuerySelector("[role=alert]")!;
        Assert.Contains("The books do not agree: the money left is £15.00 less than", alert.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Late_payments_and_pending_refunds_are_mentioned(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        await app.PayTooLateAsync(show, "Standing");
        var (standing, told) = (await app.GetSettlementAsync(show), await TextAsync(show));
        Assert.Equal((1, 1400, true), (standing.Sold, standing.Net.FaceValue, standing.MoneyCheck.IsBalanced));
        Assert.Contains(
            "1 payment came when nothing was left and went back: £15.00, not in these figures. 1 of them has not arrived yet. The "
                + "provider keeps £0.43 of them all the same",
            told,
            StringComparison.Ordinal
        );

        var other = await app.PublishEventAsync();
        var order = await app.BuyAsync(other, "Standing", 2);
        await app.ClearFeeAsync(order);
        await app.StartRefundAsync(order, 1);
        told = await TextAsync(other);
        Assert.Contains("1 refund has not arrived at the buyer yet", told, StringComparison.Ordinal);
        Assert.Contains("has not said its fee for 1 payment", told, StringComparison.Ordinal);
        await app.RunJobAsync<Ticketing.Features.Payments.Refunds.RefundJob>();
        Assert.DoesNotContain("not arrived", await TextAsync(other), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task An_unknown_event_has_no_settlement(DatabaseProvider database)
    {
        app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        foreach (var path in new[] { "settlement", "settlement.pdf", "settlement.csv" })
        {
            (await staff.OpenAsync($"/admin/events/{Guid.NewGuid()}/{path}")).ExpectStatus(HttpStatusCode.NotFound);
        }

        (await staff.OpenAsync($"/admin/events/{(await app.PublishEventAsync()).Id}/settlement.exe")).ExpectStatus(HttpStatusCode.NotFound);
    }

    private async Task<string> TextAsync(Event show)
    {
        using var staff = await app.SignInAsStaffAsync();
        return (await staff.OpenAsync($"/admin/events/{show.Id}/settlement")).Text;
    }

    private static Task<BrowserPage> AgreeAsync(BrowserPage page, params (string Field, string Value)[] typed) =>
        page.SubmitAsync(TermsFormSelector, typed.ToDictionary(t => $"Terms.{t.Field}", t => t.Value));

    private static Dictionary<string, string> Cost(string label, string amount) =>
        new() { ["Deduction.Label"] = label, ["Deduction.Amount"] = amount };

    private static string ValueOf(BrowserPage page, string id) => page.Document.QuerySelector($"#{id}")!.GetAttribute("value") ?? "";
}
