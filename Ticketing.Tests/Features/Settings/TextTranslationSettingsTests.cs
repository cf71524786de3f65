using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Settings;

public sealed class TextTranslationSettingsTests
{
    [Theory, OnEitherDatabase]
    public async Task Pages_mails_and_papers_have_the_text_of_their_language_and_the_default_for_the_rest(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Site:Texts:Translations:de:Privacy", "Wir filmen freitags.");
        var show = await app.PublishEventAsync();
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        await superAdmin.SaveAsync(
            "texts",
            ("Welcome", "Glad *you* are here"),
            ("Terms", "# Our own terms"),
            ("Privacy", "We film on Fridays."),
            ("MailFoot", "Cloakroom: two pounds"),
            ("TicketLine", "No large bags")
        );

        var page = await superAdmin.SaveAsync(
            "translations/de",
            ("Welcome", "Schön, dass *du* da bist"),
            ("MailFoot", "Garderobe: zwei Pfund"),
            ("TicketLine", "Keine großen Taschen")
        );

        Assert.Equal("Deutsch 1 missing", page.Document.QuerySelector("nav.tabs a[href$='/de']")!.TextContent);
        Assert.Equal("Missing", page.Document.QuerySelector(".translation .chip.warn")!.TextContent);
        using var visitor = app.NewBrowser();
        Assert.Equal("du", (await visitor.OpenAsync("/de/")).Document.QuerySelector(".welcome em")!.TextContent);
        Assert.Equal("you", (await visitor.OpenAsync("/")).Document.QuerySelector(".welcome em")!.TextContent);
        Assert.Equal("you", (await visitor.OpenAsync("/ar/")).Document.QuerySelector(".welcome em")!.TextContent);
        Assert.Contains("Our own terms", (await visitor.OpenAsync("/de/terms")).Text, StringComparison.Ordinal);
        Assert.Contains("Wir filmen freitags.", (await visitor.OpenAsync("/de/privacy")).Text, StringComparison.Ordinal);
        using (ShippedLanguages.Find("de")!.Use())
        {
            var order = await app.BuyAsync(show, "Standing", 1);
            Assert.Contains("Garderobe: zwei Pfund", (await app.ConfirmationAsync(order))!.Text, StringComparison.Ordinal);
            Assert.Contains("Keine großen Taschen", PdfReader.Pages(await app.TicketsAsync(order))[0], StringComparison.Ordinal);
        }

        var entry = (await app.SettingsTrailAsync())[^1];
        Assert.Equal("Translations/de", entry.SubjectId);
        Assert.Contains("\"Site:Texts:Translations:de:Welcome\":\"Schön, dass *du* da bist\"", entry.After, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_terms_that_a_buyer_accepted_are_those_of_their_language(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        await superAdmin.SaveAsync("texts", ("Terms", "Be kind."));
        await superAdmin.SaveAsync("translations/de", ("Terms", "Sei nett."));
        var terms = await app.UseAsync<Ticketing.Features.Orders.TermsOfSale, string>(sale => Task.FromResult(sale.Version));
        using var _ = ShippedLanguages.Find("de")!.Use();
        var german = await app.UseAsync<Ticketing.Features.Orders.TermsOfSale, string>(sale => Task.FromResult(sale.Version));
        Assert.NotEqual(terms, german);
    }

    [Theory, OnEitherDatabase]
    public async Task A_translation_that_is_too_long_is_refused_and_other_languages_have_no_page(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var refused = await superAdmin.TryAsync("translations/de", ("TicketLine", new string('x', 141)));
        Assert.Equal("Is longer than 140 characters.", refused.ExpectStatus(HttpStatusCode.BadRequest).ErrorOf("TicketLine"));
        foreach (var path in new[] { "translations/fr", "translations/en-GB", "venue/de" })
        {
            (await superAdmin.OpenAsync($"/admin/settings/{path}")).ExpectStatus(HttpStatusCode.NotFound);
        }

        await superAdmin.SaveAsync("languages", ("Languages", "en-GB"));
        var none = (await superAdmin.OpenAsync("/admin/settings/translations")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("The shop has one language", none.Text, StringComparison.Ordinal);
    }
}
