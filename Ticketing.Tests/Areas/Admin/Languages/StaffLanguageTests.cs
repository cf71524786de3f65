using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Languages;

public sealed class StaffLanguageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    [Theory]
    [InlineData("", "en-GB")]
    [InlineData("de", "de")]
    [InlineData("de-AT", "de")]
    [InlineData("fr-CH, de;q=0.5, en;q=0.8", "en-GB")]
    [InlineData("fr, de;q=0.8, en;q=0", "de")]
    [InlineData("ar", "en-GB")]
    [InlineData("qps-ploc", "en-GB")]
    [InlineData(";;;", "en-GB")]
    public async Task Before_signing_in_the_browser_decides(string languages, string expected)
    {
        using var browser = app.NewBrowser(languages: languages);
        foreach (var path in new[] { "/admin/login", "/admin/join?token=forged", "/setup?token=forged", "/admin/no-such-page" })
        {
            Assert.Equal(expected, GetLanguage(await browser.OpenAsync(path)));
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_language_of_a_person_follows_them_to_other_browsers(DatabaseProvider database)
    {
        var venue = venues.On(database);
        var member = await venue.CreateStaffAsync(Roles.Admin);
        using var browser = venue.NewBrowser();
        await browser.SignInAsync(member);
        await ChooseAsync(browser, "de");
        var account = await ChooseAsync(browser, "de");
        Assert.Equal("Diese Seiten sind jetzt auf Deutsch.", account.Document.QuerySelector("[role=status]")!.TextContent);

        using var other = venue.NewBrowser(languages: "en");
        var today = await other.SignInAsync(member);
        Assert.Equal("de", GetLanguage(today));
        Assert.NotNull(today.Document.QuerySelector("nav[aria-label=Hauptmenü]"));
        await ChooseAsync(other, "en-GB");
        Assert.Equal("en-GB", GetLanguage(await browser.OpenAsync("/admin/more")));
    }

    [Fact]
    public async Task Error_pages_and_refused_forms_are_in_the_language_of_the_person()
    {
        using var staff = await SignInInGermanAsync(app);
        var missing = (await staff.OpenAsync("/admin/no-such-page")).ExpectStatus(HttpStatusCode.NotFound);
        Assert.Equal("Wir finden diese Seite nicht", missing.Document.QuerySelector("h1")!.TextContent);
        var denied = (await staff.OpenAsync("/admin/users")).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Equal("Sie haben keinen Zugriff auf diese Seite", denied.Document.QuerySelector("h1")!.TextContent);
        var refused = (await ChooseAsync(staff, "fr")).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Equal("Wählen Sie eine der Sprachen.", refused.Document.QuerySelector("[role=alert]")!.TextContent);
    }

    [OnPostgres]
    public async Task An_outage_is_told_in_the_language_of_the_person()
    {
        await using var proxied = new ProxiedPostgresApp();
        using var staff = await SignInInGermanAsync(proxied);
        proxied.Proxy.Cut();
        var page = (await staff.OpenAsync("/admin/orders")).ExpectStatus(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("de", GetLanguage(page));
    }

    [Fact]
    public async Task Dates_and_amounts_are_written_as_the_language_does()
    {
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Seated", 1);
        using var staff = await SignInInGermanAsync(app);
        Assert.Contains("3. Feb. 2031, 12:00", (await staff.OpenAsync("/admin/account")).Text, StringComparison.Ordinal);
        Assert.Contains("25,50 £", (await staff.OpenAsync($"/admin/orders/{order.Reference}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_to_a_person_are_in_the_language_that_they_chose()
    {
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        await ChooseAsync(browser, "de");
        using var another = app.NewBrowser(languages: "en");
        await (await another.OpenAsync("/admin/forgot")).SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Email"] = member.Email }
        );
        var rendered = await app
            .Services.GetRequiredService<EmailRenderer>()
            .RenderPreviewAsync(await app.GetLastMailAsync(member.Email), TestContext.Current.CancellationToken);
        Assert.Equal("Wählen Sie ein neues Passwort", Assert.IsType<RenderResult.Ready>(rendered).Email.Subject);
    }

    [Fact]
    public async Task The_shop_does_not_follow_the_language_of_staff()
    {
        using var staff = await SignInInGermanAsync(app);
        Assert.Equal("en-GB", GetLanguage(await staff.OpenAsync("/")));
    }

    private static async Task<Browser> SignInInGermanAsync(TicketingApp venue)
    {
        var browser = await venue.SignInAsStaffAsync();
        await ChooseAsync(browser, "de");
        return browser;
    }

    private static async Task<BrowserPage> ChooseAsync(Browser browser, string tag) =>
        await (await browser.OpenAsync("/admin/account")).SubmitAsync(
            "#language",
            new Dictionary<string, string> { ["PageLanguage"] = tag }
        );

    private static string? GetLanguage(BrowserPage page) => page.Document.DocumentElement.GetAttribute("lang");
}
