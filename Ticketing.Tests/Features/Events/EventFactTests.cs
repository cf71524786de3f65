using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Localization;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class EventFactTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Form = "form[data-description-form]";
    private const string StandardRule = "No refunds unless the show is cancelled or moved to another date.";

    private static readonly Dictionary<string, string> Facts = new()
    {
        ["Form.MinimumAge"] = "16",
        ["Form.RunningMinutes"] = "150",
        ["Form.LineUp"] = "20.15 Ana Luz\n\nThe <Quartet>",
        ["Form.AccessInfo"] = "Step-free entrance.\nHearing loop.",
        ["Form.RefundRule"] = "Refunds until seven days before.",
    };

    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Staff_enter_the_facts_and_visitors_and_search_engines_read_them(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var details = await (await staff.OpenAsync($"/admin/events/{show.Id}/edit")).SubmitAsync(Form, Facts);
        Assert.Contains("2 hours and 30 minutes", details.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        var entry = Assert.Single(await app.GetAuditEntriesAsync(show.Id));
        Assert.Contains("\"refundRule\":\"Refunds until seven days before.\"", entry.After, StringComparison.OrdinalIgnoreCase);

        using var visitor = app.NewBrowser();
        var page = (await visitor.OpenAsync($"/events/{show.Slug}")).Document;
        Assert.Equal("Ages 16 and over", page.QuerySelector(".facts div:last-child dd")!.TextContent);
        var facts = page.QuerySelectorAll(".details dt")
            .Zip(page.QuerySelectorAll(".details dd"))
            .ToDictionary(fact => fact.First.TextContent, fact => fact.Second);
        Assert.Equal(["Line-up", "Running time", "Access", "Refunds"], facts.Keys);
        Assert.Equal(["20:15 Ana Luz", "The <Quartet>"], facts["Line-up"].QuerySelectorAll("li").Select(act => act.TextContent.Trim()));
        Assert.Equal("2 hours and 30 minutes", facts["Running time"].TextContent);
        Assert.Equal("Step-free entrance.\nHearing loop.", facts["Access"].TextContent);
        Assert.Equal("Refunds until seven days before.", facts["Refunds"].TextContent);
        AssertStructuredData(page);
    }

    [Theory, OnEitherDatabase]
    public async Task An_event_without_facts_shows_only_the_standard_refund_rule(DatabaseProvider database)
    {
        app = venues.On(database);
        using var visitor = app.NewBrowser();
        var page = (await visitor.OpenAsync($"/events/{(await app.PublishEventAsync()).Slug}")).Document;
        Assert.Equal([StandardRule], page.QuerySelectorAll(".details dd").Select(fact => fact.TextContent));
        Assert.DoesNotContain("Age limit", page.Body!.TextContent, StringComparison.Ordinal);
        var data = page.QuerySelector("script[type='application/ld+json']")!.TextContent;
        Assert.All(["duration", "typicalAgeRange", "performer"], name => Assert.DoesNotContain(name, data, StringComparison.Ordinal));
        var free = await app.PublishEventAsync(new TicketTypeDraft("Entry", 0, 10));
        Assert.Null((await visitor.OpenAsync($"/events/{free.Slug}")).Document.QuerySelector(".details"));
    }

    [Theory, OnEitherDatabase]
    public async Task The_age_limit_and_the_refund_rule_are_beside_the_pay_button(DatabaseProvider database)
    {
        app = venues.On(database);
        using var visitor = app.NewBrowser();
        var show = await app.PublishEventAsync(e => (e.MinimumAge, e.RefundRule) = (18, "Refunds until noon."));
        Assert.Equal(["Ages 18 and over", "Refunds until noon."], await ReadConditionsAsync(visitor, show, "Standing"));
        Assert.Equal([StandardRule], await ReadConditionsAsync(visitor, await app.PublishEventAsync(), "Standing"));
        var free = await app.PublishEventAsync(new TicketTypeDraft("Entry", 0, 10));
        Assert.Empty(await ReadConditionsAsync(visitor, free, "Entry"));
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_and_their_email_have_the_age_limit(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(e => e.MinimumAge = 18);
        var order = await app.BuyAsync(show, "Standing", 1);
        var mail = (await app.ConfirmationAsync(order))!;
        var ticket = PdfReader.Pages(await app.TicketsAsync(order))[0];
        Assert.All([mail.Text, mail.Html, ticket], text => Assert.Contains("Ages 18 and over", text, StringComparison.Ordinal));
    }

    [Theory, OnEitherDatabase]
    public async Task Facts_that_cannot_be_read_are_refused_and_keep_what_was_typed(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var typed = new Dictionary<string, string>
        {
            ["Form.MinimumAge"] = "sixteen",
            ["Form.RunningMinutes"] = "1441",
            ["Form.LineUp"] = "Ana Luz\n25:10 Quartet",
            ["Form.AccessInfo"] = new('a', 1001),
            ["Form.RefundRule"] = new('r', 301),
        };
        var page = (await (await staff.OpenAsync($"/admin/events/{show.Id}/edit")).SubmitAsync(Form, typed)).ExpectStatus(
            HttpStatusCode.BadRequest
        );
        Assert.Equal(
            [
                "Enter an age in whole years, from 1 to 99, or leave this blank.",
                "Enter whole minutes, from 1 to 1440, or leave this blank.",
                "“25:10 Quartet”: write the time like 20:15, then the name.",
                "At most 1000 characters; these are 1001.",
                "At most 300 characters; these are 301.",
            ],
            typed.Keys.Select(name => page.Document.QuerySelector($"#{name.Replace('.', '-')}-error")!.TextContent)
        );
        Assert.All(typed, field => Assert.Equal(field.Value, Typed(page.Document.QuerySelector($"[name='{field.Key}']")!)));
        Assert.Equal(show.Version, (await app.GetEventAsync(show)).Version);
    }

    [Theory, OnEitherDatabase]
    public async Task Access_and_refunds_are_translated_and_a_copy_keeps_all_facts(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(e =>
        {
            (e.MinimumAge, e.RunningMinutes, e.LineUp) = (16, 150, "20:15 Ana Luz");
            (e.AccessInfo, e.RefundRule) = ("Step-free entrance.", "Refunds until noon.");
        });
        using var staff = await app.SignInAsStaffAsync();
        var translated = await (await staff.OpenAsync($"/admin/events/{show.Id}/translations/de")).SubmitAsync(
            "form.wide",
            new Dictionary<string, string> { ["Form.AccessInfo"] = "Stufenloser Eingang.", ["Form.RefundRule"] = "Erstattung bis mittags." }
        );
        translated.ExpectStatus(HttpStatusCode.OK);

        var starts = new LocalTimeInput { Date = "2040-05-04", Time = "20:00" };
        var outcome = await app.UseAsync<DuplicateEvent, EditOutcome>(duplicate => duplicate.CopyAsync(show.Id, show.Title, starts, Ct));
        var id = Assert.IsType<EditOutcome.Saved>(outcome).Id;
        var copy = (await app.UseAsync<EventQueries, Event?>(events => events.FindAsync(id, Ct)))!;
        Assert.Equal((16, 150, "20:15 Ana Luz"), (copy.MinimumAge, copy.RunningMinutes, copy.LineUp));
        Assert.Equal(("Step-free entrance.", "Refunds until noon."), (copy.AccessInfo, copy.RefundRule));
        Assert.Equal("Stufenloser Eingang.", copy.Translations.Find("de", "AccessInfo"));

        using var visitor = app.NewBrowser();
        var page = (await visitor.OpenAsync($"/de/events/{show.Slug}")).Document;
        Assert.Equal("Ab 16 Jahren", page.QuerySelector(".facts div:last-child dd")!.TextContent);
        Assert.Equal(
            ["2 Stunden und 30 Minuten", "Stufenloser Eingang.", "Erstattung bis mittags."],
            page.QuerySelectorAll(".details dd").Skip(1).Select(fact => fact.TextContent)
        );
        Assert.Equal(["Ab 16 Jahren", "Erstattung bis mittags."], await ReadConditionsAsync(visitor, show, "Standing", "/de"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_search_finds_an_act_of_the_line_up(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(e => e.LineUp = $"20:15 Zebra {database}");
        var found = await app.UseAsync<EventCatalogue, IReadOnlyList<Event>>(events => events.GetUpcomingAsync($"zebra {database}", Ct));
        Assert.Equal(show.Id, Assert.Single(found).Id);
    }

    private async Task<IEnumerable<string>> ReadConditionsAsync(Browser visitor, Event show, string category, string prefix = "")
    {
        var checkout = await visitor.OpenAsync($"{prefix}/checkout/{await app.PlaceHoldAsync(show, category, 1)}");
        var lines = checkout.ExpectStatus(HttpStatusCode.OK).Document.QuerySelectorAll(".pay .conditions li");
        return lines.Select(line => line.TextContent);
    }

    private static string? Typed(IElement field) => field.GetAttribute("value") ?? field.TextContent;

    private static void AssertStructuredData(IDocument page)
    {
        var json = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement;
        Assert.Equal(("PT2H30M", "16-"), (json.GetProperty("duration").GetString(), json.GetProperty("typicalAgeRange").GetString()));
        Assert.Equal(
            [("PerformingGroup", "Ana Luz"), ("PerformingGroup", "The <Quartet>")],
            json.GetProperty("performer")
                .EnumerateArray()
                .Select(act => (act.GetProperty("@type").GetString(), act.GetProperty("name").GetString()))
        );
    }
}
