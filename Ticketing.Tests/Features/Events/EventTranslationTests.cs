using System.Net;
using System.Text;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Translations;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class EventTranslationTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Form = "form.wide";
    private static readonly Language German = ShippedLanguages.Find("de")!;
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Buyers_read_what_staff_translated_and_the_default_language_for_the_rest(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var standing = show.TicketTypes.Single(type => type.Category == "Standing");
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.OpenAsync($"/admin/events/{show.Id}/translations/de")).ExpectStatus(HttpStatusCode.OK);
        var missing = CountMissing(page);

        var saved = await page.SubmitAsync(
            Form,
            new Dictionary<string, string>
            {
                ["Form.Title"] = "Nachtmusik mit Nadia",
                ["Form.Summary"] = "Oud und Kontrabass.",
                [$"Form.Category-{standing.Id:N}"] = "Stehplatz",
            }
        );

        Assert.Contains("Saved.", saved.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal(missing - 3, CountMissing(saved));
        using var visitor = app.NewBrowser();
        var german = await visitor.OpenAsync($"/de/events/{show.Slug}");
        Assert.Equal("Nachtmusik mit Nadia", german.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal("Jazz", german.Document.QuerySelector(".kicker")!.TextContent);
        Assert.Contains("upright bass", german.Text, StringComparison.Ordinal);
        Assert.Contains("Stehplatz", german.Document.QuerySelector(".types")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Nachtmusik mit Nadia", german.Document.QuerySelector("meta[property='og:title']")!.GetAttribute("content"));
        var data = german.Document.QuerySelector("script[type='application/ld+json']")!.TextContent;
        Assert.All(
            ["Nachtmusik mit Nadia", "Oud und Kontrabass.", "Stehplatz"],
            text => Assert.Contains(text, data, StringComparison.Ordinal)
        );
        Assert.Contains("SUMMARY:Nachtmusik mit Nadia", await ReadCalendarAsync(visitor, "/de", show), StringComparison.Ordinal);
        Assert.Contains("Nachtmusik mit Nadia", (await visitor.OpenAsync("/de/")).Text, StringComparison.Ordinal);
        var english = await visitor.OpenAsync($"/events/{show.Slug}");
        Assert.Equal(show.Title, english.Document.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("Stehplatz", english.Text, StringComparison.Ordinal);
        Assert.Contains($"SUMMARY:{show.Title}", await ReadCalendarAsync(visitor, "", show), StringComparison.Ordinal);
        var entry = (await app.GetAuditEntriesAsync(show.Id)).Single(entry => entry.Action == "event.translated");
        Assert.Contains("\"Nachtmusik mit Nadia\"", entry.After, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_poster_is_drawn_in_the_language_of_the_page(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await TranslateAsync(show, ("Title", "Nachtmusik"));
        using var visitor = app.NewBrowser();
        var page = await visitor.OpenAsync($"/de/events/{show.Slug}");
        var source = page.Document.QuerySelector("img.poster")!.GetAttribute("src")!;
        Assert.StartsWith($"/de/events/{show.Slug}/poster.svg?v=", source, StringComparison.Ordinal);
        using var poster = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, source));
        Assert.Contains("immutable", poster.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nachtmusik", await poster.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task What_else_is_on_is_translated_too(DatabaseProvider database)
    {
        app = venues.On(database);
        var shown = await app.AddEventAsync(EventStatus.Cancelled);
        var other = await app.PublishEventAsync("First of all", e => e.StartsAt = app.Clock.GetUtcNow().AddHours(3));
        await TranslateAsync(other, ("Title", "Allererstes"));
        using var visitor = app.NewBrowser();
        var next = (await visitor.OpenAsync($"/de/events/{shown.Slug}")).Document.QuerySelector(".next")!;
        Assert.Contains("Allererstes", next.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("First of all", next.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_search_in_either_language_finds_the_event(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync($"Lighthouse {database}", _ => { });
        await TranslateAsync(show, ("Title", "Leuchtfeuer"));
        foreach (var search in new[] { "leuchtfeuer", $"lighthouse {database}" })
        {
            var found = await app.UseAsync<EventCatalogue, IReadOnlyList<Event>>(events => events.GetUpcomingAsync(search, Ct));
            Assert.Equal(show.Id, Assert.Single(found).Id);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_keeps_the_name_of_the_ticket_type_and_shows_its_translation(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var standing = show.TicketTypes.Single(type => type.Category == "Standing");
        await TranslateAsync(show, ("Title", "Nachtmusik"), ($"Category-{standing.Id:N}", "Stehplatz"));
        using var _ = German.Use();

        var order = await app.BuyAsync(show, "Standing", 1);

        Assert.Equal(("de", "Standing"), (order.Language, order.Lines[0].Category));
        var mail = (await app.ConfirmationAsync(order))!;
        Assert.Contains("1 × Stehplatz", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Nachtmusik", mail.Subject, StringComparison.Ordinal);
        foreach (var document in new[] { await app.TicketsAsync(order), await app.ReceiptAsync(order) })
        {
            var text = PdfReader.Pages(document)[0];
            Assert.All(["Nachtmusik", "Stehplatz"], shown => Assert.Contains(shown, text, StringComparison.Ordinal));
        }

        Assert.Equal("Standing", (await app.GetEventAsync(show)).TicketTypes.Single(type => type.Id == standing.Id).Category);
    }

    [Theory, OnEitherDatabase]
    public async Task A_copy_keeps_the_translations_but_not_that_of_another_title(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var standing = show.TicketTypes.Single(type => type.Category == "Standing");
        await TranslateAsync(show, ("Title", "Nachtmusik"), ("Kind", "Jazzmusik"), ($"Category-{standing.Id:N}", "Stehplatz"));

        var same = await CopyAsync(show, show.Title);
        var other = await CopyAsync(show, "Morning Music");

        Assert.Equal(("Nachtmusik", "Jazzmusik"), (same.Translations.Find("de", "Title"), same.Translations.Find("de", "Kind")));
        Assert.Equal((null, "Jazzmusik"), (other.Translations.Find("de", "Title"), other.Translations.Find("de", "Kind")));
        Assert.Equal("Stehplatz", other.TicketTypes.Single(type => type.Category == "Standing").Translations.Find("de", "Category"));
    }

    [Theory, OnEitherDatabase]
    public async Task The_second_of_two_translators_is_told_what_changed_and_overwrites_nothing(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var bens = await staff.OpenAsync($"/admin/events/{show.Id}/translations/de");
        await TranslateAsync(show, ("Title", "Nachtmusik"), ("Kind", "Jazzmusik"));

        var told = await bens.SubmitAsync(Form, new Dictionary<string, string> { ["Form.Title"] = "Serenade" });

        told.ExpectStatus(HttpStatusCode.Conflict);
        Assert.Equal(2, told.Document.QuerySelectorAll(".notice.warn tbody tr").Length);
        Assert.Equal("Nachtmusik", (await app.GetEventAsync(show)).Translations.Find("de", "Title"));
        (await told.SubmitAsync(Form)).ExpectStatus(HttpStatusCode.OK);
        var after = (await app.GetEventAsync(show)).Translations;
        Assert.Equal(("Serenade", "Jazzmusik"), (after.Find("de", "Title"), after.Find("de", "Kind")));
    }

    [Theory, OnEitherDatabase]
    public async Task Of_translators_who_save_at_once_one_wins(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => Task.Run(() => TryTranslateAsync(show, show, ("Title", $"Titel {i}"))))
        );
        Assert.Single(outcomes.OfType<EditOutcome.Saved>());
        Assert.Equal(5, outcomes.OfType<EditOutcome.Conflict>().Count());
        Assert.Equal(show.Version + 1, (await app.GetEventAsync(show)).Version);
    }

    [Theory, OnEitherDatabase]
    public async Task What_is_too_long_is_refused_and_other_languages_have_no_page(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/translations/de");
        var refused = await page.SubmitAsync(Form, new Dictionary<string, string> { ["Form.Title"] = new('x', 201) });
        Assert.Equal(
            "At most 200 characters; these are 201.",
            refused.ExpectStatus(HttpStatusCode.BadRequest).Document.QuerySelector("#Form-Title-error")!.TextContent
        );
        Assert.Equal(TextTranslations.None, (await app.GetEventAsync(show)).Translations);
        foreach (var language in new[] { "en-GB", "fr" })
        {
            (await staff.OpenAsync($"/admin/events/{show.Id}/translations/{language}")).ExpectStatus(HttpStatusCode.NotFound);
        }
    }

    private static int CountMissing(BrowserPage page) => page.Document.QuerySelectorAll(".translation .chip.warn").Length;

    private static async Task<string> ReadCalendarAsync(Browser visitor, string prefix, Event show) =>
        Encoding.UTF8.GetString(await visitor.DownloadAsync($"{prefix}/events/{show.Slug}/calendar.ics"));

    private async Task TranslateAsync(Event show, params (string Name, string Text)[] typed) =>
        Assert.IsType<EditOutcome.Saved>(await TryTranslateAsync(show, await app.GetEventAsync(show), typed));

    private Task<EditOutcome> TryTranslateAsync(Event show, Event opened, params (string Name, string Text)[] typed)
    {
        var form = TranslationForm.From(EventTexts.Get(opened, German.Tag));
        var loaded = Revision.Create(opened.Version, form).Loaded;
        foreach (var (name, text) in typed)
        {
            form.Values[name] = text;
        }

        return app.UseAsync<EditTranslations, EditOutcome>(edit => edit.SaveAsync(show.Id, German, form, loaded, Ct));
    }

    private async Task<Event> CopyAsync(Event show, string title)
    {
        var starts = new LocalTimeInput { Date = "2040-05-04", Time = "20:00" };
        var outcome = await app.UseAsync<DuplicateEvent, EditOutcome>(duplicate => duplicate.CopyAsync(show.Id, title, starts, Ct));
        var id = Assert.IsType<EditOutcome.Saved>(outcome).Id;
        return (await app.UseAsync<EventQueries, Event?>(events => events.FindAsync(id, Ct)))!;
    }
}
