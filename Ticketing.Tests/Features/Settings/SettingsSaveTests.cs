using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Settings;

public sealed class SettingsSaveTests
{
    private const string Hostile = "</title></script><script>alert(1)</script>\" onload=\"x";

    [Theory, OnEitherDatabase]
    public async Task What_is_saved_shows_at_once_in_the_shop_its_mails_and_its_papers(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        using var visitor = app.NewBrowser();
        await superAdmin.SaveAsync("venue", ("VenueName", "The Green Room"), ("AccentColor", "#0a7d3c"));
        await superAdmin.SaveAsync(
            "contact",
            ("SupportEmail", "hello@green.example"),
            ("SupportPhone", "+44 113 496 0000"),
            ("Address", "2 Mill Lane\nYork"),
            ("FindUs", "## By bus\n\nLine **7**")
        );
        await superAdmin.SaveAsync(
            "texts",
            ("Welcome", "Glad *you* are here"),
            ("Terms", "# Our own terms\n\nBe kind."),
            ("Privacy", "We film on Fridays."),
            ("MailFoot", "Cloakroom: two pounds"),
            ("TicketLine", "No large bags, please")
        );

        var home = await visitor.OpenAsync("/");
        Assert.Equal("The Green Room", home.Document.QuerySelector("a.mark")!.TextContent);
        Assert.Equal("you", home.Document.QuerySelector(".welcome em")!.TextContent);
        Assert.Contains("2 Mill Lane, York", home.Document.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        var terms = await visitor.OpenAsync("/terms");
        Assert.Equal(["Who sells the tickets", "Our own terms"], terms.Document.QuerySelectorAll("h2").Select(h => h.TextContent));
        Assert.Contains("We film on Fridays.", (await visitor.OpenAsync("/privacy")).Text, StringComparison.Ordinal);
        var findUs = await visitor.OpenAsync("/find-us");
        Assert.Equal("tel:+441134960000", findUs.Document.QuerySelector("dd a[href^=tel]")!.GetAttribute("href"));
        Assert.Equal("By bus", findUs.Document.QuerySelector("h2 ~ div h3")!.TextContent);

        var sheet = home.Document.QuerySelector("link[href^='/theme.css']")!.GetAttribute("href")!;
        Assert.Contains(
            "--accent: #0a7d3c;",
            System.Text.Encoding.UTF8.GetString(await visitor.DownloadAsync(sheet)),
            StringComparison.Ordinal
        );
        var mail = (await app.ConfirmationAsync(order))!;
        Assert.All(
            [mail.Text, mail.Html],
            words =>
                Assert.All(["Cloakroom: two pounds", "hello@green.example"], fact => Assert.Contains(fact, words, StringComparison.Ordinal))
        );
        Assert.Contains("border-top:4px solid #0a7d3c", mail.Html, StringComparison.Ordinal);
        var ticket = PdfReader.Pages(await app.TicketsAsync(order))[0];
        Assert.All(["The Green Room", "No large bags, please"], fact => Assert.Contains(fact, ticket, StringComparison.Ordinal));
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Whatever_is_typed_comes_out_as_text(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        await superAdmin.SaveAsync("venue", ("VenueName", Hostile));
        await superAdmin.SaveAsync(
            "contact",
            ("Address", Hostile),
            ("FindUs", Hostile + "\n\n[x](javascript:alert(1)) ![x](https://evil.example/x.png)")
        );
        await superAdmin.SaveAsync("legal", ("LegalName", Hostile), ("LegalAddress", Hostile), ("TaxNumber", "<script>alert(1)</script>"));
        await superAdmin.SaveAsync(
            "texts",
            ("Welcome", Hostile),
            ("Terms", Hostile),
            ("Privacy", Hostile),
            ("MailFoot", Hostile),
            ("TicketLine", Hostile)
        );
        var order = await app.BuyAsync(show, "Standing", 1);

        using var visitor = app.NewBrowser();
        foreach (var path in new[] { "/", "/terms", "/privacy", "/find-us", $"/events/{show.Slug}", "/theme.css" })
        {
            AssertHarmless((await visitor.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK));
        }

        foreach (var part in Enum.GetNames<Ticketing.Features.Settings.SettingGroup>())
        {
            AssertHarmless((await superAdmin.OpenAsync($"/admin/settings/{part}")).ExpectStatus(HttpStatusCode.OK));
        }

        var mail = (await app.ConfirmationAsync(order))!;
        Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", PdfReader.Pages(await app.TicketsAsync(order))[0], StringComparison.Ordinal);
        Assert.Contains("VAT no. <script>alert(1)</script>", PdfReader.Pages(await app.ReceiptAsync(order))[0], StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task What_cannot_be_used_is_refused_beside_its_field_and_what_was_typed_stays(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        (string Part, string Field, string Typed)[] wrong =
        [
            ("venue", "VenueName", ""),
            ("venue", "AccentColor", "#12;}body{x"),
            ("venue", "TimeZone", "Mars/Olympus"),
            ("contact", "SupportEmail", "nobody"),
            ("contact", "SupportPhone", "call me"),
            ("texts", "TicketLine", new string('x', 141)),
            ("money", "Currency", "QQQ"),
            ("money", "BookingFeePercent", "-1"),
            ("money", "BookingFeeFixed", "0.305"),
            ("money", "TaxRatePercent", "19.12345"),
            ("checkout", "Lifetime", "0"),
            ("checkout", "Lifetime", "1441"),
        ];
        foreach (var (part, field, typed) in wrong)
        {
            var page = (await superAdmin.TryAsync(part, (field, typed))).ExpectStatus(HttpStatusCode.BadRequest);
            Assert.False(string.IsNullOrEmpty(page.ErrorOf(field)), $"{field} says nothing: {page.Text}");
            Assert.Equal(typed, page.ValueOf(field));
            Assert.Equal("true", page.Document.QuerySelector($"[name='Form.{field}']")!.GetAttribute("aria-invalid"));
        }

        using var visitor = app.NewBrowser();
        Assert.Equal("The Blue Room", (await visitor.OpenAsync("/")).Document.QuerySelector("a.mark")!.TextContent);
        Assert.Empty(await app.SettingsTrailAsync());
    }

    [Theory, OnEitherDatabase]
    public async Task An_accent_colour_that_white_text_cannot_be_read_on_is_refused_with_its_contrast(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        foreach (var (colour, contrast) in new[] { ("#ffffff", "1.0"), ("#ffc000", "1.6"), ("#fff", "1.0"), ("#777777", "4.4") })
        {
            var page = (await superAdmin.TryAsync("venue", ("AccentColor", colour))).ExpectStatus(HttpStatusCode.BadRequest);
            Assert.Equal($"This colour has a contrast of {contrast} to 1 against white; it needs 4.5.", page.ErrorOf("AccentColor"));
            Assert.Equal(colour, page.ValueOf("AccentColor"));
            var preview = await superAdmin.OpenAsync("/admin/settings?handler=Accent&colour=" + Uri.EscapeDataString(colour));
            Assert.Contains($"a contrast of {contrast} to 1", preview.Text, StringComparison.Ordinal);
        }

        (await superAdmin.SaveAsync("venue", ("AccentColor", "#767676"))).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task A_setting_is_put_back_to_what_the_operator_configured(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var saved = await superAdmin.SaveAsync("venue", ("VenueName", "The Green Room"), ("TimeZone", "Europe/Paris"));
        Assert.Contains("Reset to “The Blue Room”", saved.Text, StringComparison.Ordinal);

        var offered = await saved.SubmitAsync(
            SettingsSteps.Form,
            new Dictionary<string, string> { ["Form.AccentColor"] = "#123456", ["field"] = "VenueName" },
            "VenueName"
        );
        Assert.Equal(("The Blue Room", "#123456"), (offered.ValueOf("VenueName"), offered.ValueOf("AccentColor")));
        using var visitor = app.NewBrowser();
        Assert.Equal("The Green Room", (await visitor.OpenAsync("/")).Document.QuerySelector("a.mark")!.TextContent);
        (await offered.SubmitAsync(SettingsSteps.Form, button: null)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("The Blue Room", (await visitor.OpenAsync("/")).Document.QuerySelector("a.mark")!.TextContent);
        var trail = await app.SettingsTrailAsync();
        Assert.Equal("""{"Site:VenueName":"The Blue Room","Site:TimeZone":"Europe/London"}""", trail[0].Before);
        Assert.Equal("""{"Site:VenueName":"The Blue Room","Site:AccentColor":"#123456"}""", trail[1].After);
        Assert.Equal(2, trail.Count);

        // The setting follows the configuration again.
        await using var renamed = new TicketingApp(database).ShareDatabaseWith(app).Set("Site:VenueName", "The Red Room");
        using var later = renamed.NewBrowser();
        Assert.Equal("The Red Room", (await later.OpenAsync("/")).Document.QuerySelector("a.mark")!.TextContent);
    }

    [Theory, OnEitherDatabase]
    public async Task The_second_of_two_who_save_is_told_what_changed_and_overwrites_nothing(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var ada = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        using var ben = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var bens = await ben.OpenAsync("/admin/settings/money");
        var bensContact = await ben.OpenAsync("/admin/settings/contact");
        await ada.SaveAsync("money", ("BookingFeePercent", "7.5"), ("TaxRatePercent", "7"));

        var told = await bens.SubmitAsync(SettingsSteps.Form, new Dictionary<string, string> { ["Form.TaxRatePercent"] = "19" });
        told.ExpectStatus(HttpStatusCode.Conflict);
        Assert.Equal(("7.5", "19"), (told.ValueOf("BookingFeePercent"), told.ValueOf("TaxRatePercent")));
        var rows = told
            .Document.QuerySelectorAll(".notice.warn tbody tr")
            .Select(row => row.Children.Select(cell => cell.TextContent).ToArray())
            .ToArray();
        Assert.Equal(
            [
                ["Booking fee, per cent", "7.5", "unchanged – theirs will be kept"],
                ["Tax rate, per cent", "7", "19"],
            ],
            rows
        );
        Assert.Single(await app.SettingsTrailAsync());

        (await told.SubmitAsync(SettingsSteps.Form)).ExpectStatus(HttpStatusCode.OK);
        var now = await ada.OpenAsync("/admin/settings/money");
        Assert.Equal(("7.5", "19"), (now.ValueOf("BookingFeePercent"), now.ValueOf("TaxRatePercent")));

        // Other groups do not collide.
        (
            await bensContact.SubmitAsync(SettingsSteps.Form, new Dictionary<string, string> { ["Form.SupportPhone"] = "0113 496 0000" })
        ).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task Only_superadmins_have_access(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var admin = await app.SignInAsStaffAsync();
        var turnedAway = await admin.OpenAsync("/admin/settings");
        turnedAway.ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Null(turnedAway.Document.QuerySelector("nav a[href='/admin/settings']"));
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        Assert.Equal(
            "page",
            (await superAdmin.OpenAsync("/admin/settings"))
                .Document.QuerySelector("nav a[href='/admin/settings']")!
                .GetAttribute("aria-current")
        );
        (await superAdmin.OpenAsync("/admin/settings/secrets")).ExpectStatus(HttpStatusCode.NotFound);
        (await superAdmin.OpenAsync("/admin/settings/3")).ExpectStatus(HttpStatusCode.NotFound);
    }

    private static void AssertHarmless(BrowserPage page)
    {
        // JSON-LD is escaped, so that no markup can end the block.
        Assert.All(
            page.Document.QuerySelectorAll("script[type='application/ld+json']"),
            block => Assert.DoesNotContain('<', block.TextContent)
        );
        Assert.All(
            page.Document.QuerySelectorAll("script:not([type='application/ld+json'])"),
            script => Assert.DoesNotContain("alert", script.TextContent, StringComparison.Ordinal)
        );
        Assert.Empty(page.Document.QuerySelectorAll("[onload], a[href^='javascript'], img[src*='evil']"));
    }
}
