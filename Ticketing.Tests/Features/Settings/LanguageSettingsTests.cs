using System.Net;
using AngleSharp.Dom;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Settings;

public sealed class LanguageSettingsTests
{
    [Theory, OnEitherDatabase]
    public async Task The_venue_picks_its_languages_and_the_default_without_a_restart(DatabaseProvider database)
    {
        await using var app = Configure(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        using var visitor = app.NewBrowser();
        Assert.Equal("en-GB", await FindLanguageAsync(visitor, "/terms"));
        Assert.Equal("ar", await FindLanguageAsync(visitor, "/ar/terms"));

        var page = await superAdmin.SaveAsync("languages", ("Default", "de"), ("Languages", "en-GB, de"));

        Assert.Equal(
            ["English: True", "العربية: False", "Deutsch: True"],
            page.Document.QuerySelectorAll<AngleSharp.Html.Dom.IHtmlInputElement>("[name='Form.Languages']")
                .Select(box => $"{box.ParentElement!.TextContent.Trim()}: {box.IsChecked}")
        );
        Assert.Equal("de", await FindLanguageAsync(visitor, "/terms"));
        Assert.Equal("en-GB", await FindLanguageAsync(visitor, "/en/terms"));
        Assert.Null(await FindLanguageAsync(visitor, "/ar/terms"));
        await using var restarted = Configure(database).ShareDatabaseWith(app);
        using var later = restarted.NewBrowser();
        Assert.Equal("de", await FindLanguageAsync(later, "/terms"));
        Assert.Null(await FindLanguageAsync(later, "/ar/terms"));
        var entry = Assert.Single(await app.SettingsTrailAsync());
        Assert.Equal("""{"Localization:Default":"en-GB","Localization:Languages":"en-GB, ar, de"}""", entry.Before);
        Assert.Equal("""{"Localization:Default":"de","Localization:Languages":"en-GB, de"}""", entry.After);
    }

    [Theory, OnEitherDatabase]
    public async Task Languages_that_the_program_lacks_are_refused_beside_the_field(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);

        var unknown = (await superAdmin.TryAsync("languages", ("Languages", "en-GB, fr"))).ExpectStatus(HttpStatusCode.BadRequest);
        var none = (await superAdmin.TryAsync("languages", ("Languages", ""))).ExpectStatus(HttpStatusCode.BadRequest);
        var noDefault = (await superAdmin.TryAsync("languages", ("Default", "tlh"))).ExpectStatus(HttpStatusCode.BadRequest);

        Assert.Equal("'fr' is not one of the program's languages: en-GB, ar, de.", unknown.ErrorOf("Languages"));
        Assert.Equal("Choose at least one language.", none.ErrorOf("Languages"));
        Assert.StartsWith("'tlh' is not one of", noDefault.ErrorOf("Default"), StringComparison.Ordinal);
        Assert.Empty(await app.SettingsTrailAsync());
    }

    /// <summary>The operator's list is longer than what is saved.</summary>
    private static TicketingApp Configure(DatabaseProvider database) =>
        new TicketingApp(database)
            .Set("Localization:Languages:0", "ar")
            .Set("Localization:Languages:1", "de")
            .Set("Localization:Languages:2", "en-GB");

    /// <returns>Null if the page does not exist.</returns>
    private static async Task<string?> FindLanguageAsync(Browser visitor, string path)
    {
        var page = await visitor.OpenAsync(path);
        return page.Status == HttpStatusCode.OK ? page.Document.DocumentElement.GetAttribute("lang") : null;
    }
}
