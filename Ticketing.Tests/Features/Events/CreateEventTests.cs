using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

/// <summary>The form of a new event: the event, its ticket types and its poster together, without scripts.</summary>
public sealed class CreateEventTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Form = "form[data-event-form]";
    private static readonly byte[] Poster = TestImages.Png(800, 1000);
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task An_event_with_three_types_and_a_poster_is_published_by_one_form(DatabaseProvider database)
    {
        app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        var form = await OpenWithRowsAsync(staff, 3);
        var shown = await SubmitAsync(form, Join(NewShow("All in one"), Types("Standing", "Seated", "Under 18")), "publish", Poster);

        Assert.Contains("Published.", shown.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        var @event = (await FindAsync("All in one"))!;
        Assert.Equal($"/admin/events/{@event.Id}", shown.Path);
        Assert.Equal((EventStatus.Active, "A red door"), (@event.Status, @event.PosterAlt));
        Assert.NotNull(@event.Poster);
        Assert.Equal(
            [("Standing", 1400L, 100), ("Seated", 1500L, 101), ("Under 18", 1600L, 102)],
            @event.TicketTypes.OrderBy(type => type.Position).Select(type => (type.Category, type.Price, type.Capacity))
        );
        Assert.Equal(
            ["event.created", "event.poster-uploaded", "event.published"],
            (await app.GetAuditEntriesAsync(@event.Id)).Select(entry => entry.Action)
        );
        Assert.All(
            await Task.WhenAll(@event.TicketTypes.Select(type => app.GetAuditEntriesAsync(type.Id))),
            entries => Assert.Equal("ticket-type.created", Assert.Single(entries).Action)
        );
        using var visitor = app.NewBrowser();
        var page = (await visitor.OpenAsync($"/events/{@event.Slug}")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("A red door", page.Document.QuerySelector("img.poster[srcset]")!.GetAttribute("alt"));
    }

    [Theory, OnEitherDatabase]
    public async Task An_event_that_cannot_be_published_is_not_saved_at_all(DatabaseProvider database)
    {
        app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        var form = await staff.OpenAsync("/admin/events/new");
        var before = await CountEverythingAsync();
        var fields = NewShow("Nowhere");
        fields["Types[0].Category"] = "Standing";
        (fields["Types[0].Price"], fields["Types[0].Capacity"]) = ("14", "0");

        var refused = await SubmitAsync(form, fields, "publish", TestImages.Png(900, 1100));

        Assert.Contains("No ticket type has any places.", refused.ExpectStatus(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        Assert.Contains("nothing is saved yet", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Choose the picture again", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Nowhere", refused.Document.QuerySelector("[name='Form.Title']")!.GetAttribute("value"));
        Assert.Equal(before, await CountEverythingAsync());

        // The same as a draft.
        var saved = await refused.SubmitAsync(Form, new Dictionary<string, string>(), "draft");
        Assert.Contains("Draft created.", saved.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal(EventStatus.Inactive, (await FindAsync("Nowhere"))!.Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_form_that_is_sent_twice_creates_one_event(DatabaseProvider database)
    {
        app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        var form = await staff.OpenAsync("/admin/events/new");
        var fields = Join(NewShow("Sent twice"), Types("Standing"));

        var first = (await SubmitAsync(form, fields, "publish")).ExpectStatus(HttpStatusCode.OK);
        var second = (await SubmitAsync(form, fields, "publish")).ExpectStatus(HttpStatusCode.OK);

        Assert.Equal($"/admin/events/{(await FindAsync("Sent twice"))!.Id}", first.Path);
        Assert.Equal(first.Path, second.Path);
        Assert.Contains("nothing was created again", second.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_title_can_be_used_twice_but_not_a_page_URL(DatabaseProvider database)
    {
        app = venues.On(database);
        var other = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var fields = NewShow("Taken");
        fields["Form.Slug"] = other.Slug;
        var refused = await SubmitAsync(await staff.OpenAsync("/admin/events/new"), fields, "draft");
        Assert.Equal("Form-Slug-error", Assert.Single(GetErrors(refused.ExpectStatus(HttpStatusCode.BadRequest))));
        Assert.NotNull(refused.Document.QuerySelector("details[open] [name='Form.Slug']"));
    }

    [Theory, OnEitherDatabase]
    public async Task Errors_of_the_event_its_types_and_its_poster_come_together_and_keep_what_was_typed(DatabaseProvider database)
    {
        app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        var form = await OpenWithRowsAsync(staff, 4);
        var fields = Join(NewShow(""), Types("Standing", "", "Standing"));
        (fields["Types[0].Price"], fields["Types[2].MaxPerOrder"], fields["PosterAlt"]) = ("cheap", "none", "A blue door");

        var refused = (await SubmitAsync(form, fields, "publish", "not a picture"u8.ToArray())).ExpectStatus(HttpStatusCode.BadRequest);

        Assert.Equal(
            [
                "Form-Title-error",
                "Types[0]-Price-error",
                "Types[1]-Category-error",
                "Types[2]-Category-error",
                "Types[2]-MaxPerOrder-error",
                "Poster-error",
            ],
            GetErrors(refused)
        );
        Assert.Contains("6 fields need another look", refused.Text, StringComparison.Ordinal);
        Assert.Equal("cheap", GetValue(refused, "Types[0].Price"));
        Assert.Equal("none", GetValue(refused, "Types[2].MaxPerOrder"));
        Assert.NotNull(refused.Document.QuerySelector("details[open] [name='Types[2].MaxPerOrder']"));
        Assert.Equal("A blue door", GetValue(refused, "PosterAlt"));
        Assert.Equal("2031-05-02", GetValue(refused, "Form.Starts.Date"));
        Assert.Null(await FindAsync(""));
    }

    [Theory, OnEitherDatabase]
    public async Task A_row_is_added_and_removed_without_a_script_and_all_that_was_typed_stays(DatabaseProvider database)
    {
        app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        var form = await staff.OpenAsync("/admin/events/new");
        var fields = NewShow("Rows");
        (fields["Types[0].Category"], fields["Types[0].Note"], fields["Form.Summary"]) = ("Standing", "Bring a card", "Two sets");

        Assert.Equal("/admin/events/new", form.Document.QuerySelector(Form)!.GetAttribute("action"));

        var two = (await SubmitAsync(form, fields, "add", Poster)).ExpectStatus(HttpStatusCode.OK);

        Assert.Equal(2, two.Document.QuerySelectorAll(Form + " [data-type]").Length);
        Assert.Equal(("Standing", "Bring a card"), (GetValue(two, "Types[0].Category"), GetValue(two, "Types[0].Note")));
        Assert.Equal("Two sets", two.Document.QuerySelector("[name='Form.Summary']")!.TextContent.Trim());
        Assert.Contains("Choose the picture again", two.Text, StringComparison.Ordinal);
        Assert.Equal("Types[1].Category", two.Document.QuerySelector("[autofocus]")!.GetAttribute("name"));

        var typed = new Dictionary<string, string> { ["Types[1].Category"] = "Seated" };
        var one = (await two.SubmitAsync(Form, typed, "remove")).ExpectStatus(HttpStatusCode.OK);
        Assert.Single(one.Document.QuerySelectorAll(Form + " [data-type]"));
        Assert.Equal(("Seated", "Rows"), (GetValue(one, "Types[0].Category"), GetValue(one, "Form.Title")));
        Assert.Null(await FindAsync("Rows"));
    }

    [Theory, OnEitherDatabase]
    public async Task The_venue_of_the_settings_is_filled_in(DatabaseProvider database)
    {
        await using var venue = new TicketingApp(database)
            .Set("Site:VenueName", "The Blue Room")
            .Set("Site:Address", "1 Dock Street")
            .Set("Site:TimeZone", "Europe/Lisbon");
        using var staff = await venue.SignInAsStaffAsync();
        var page = await staff.OpenAsync("/admin/events/new");
        Assert.Equal("The Blue Room", GetValue(page, "Form.Location"));
        Assert.Equal("1 Dock Street", page.Document.QuerySelector("[name='Form.Address']")!.TextContent.Trim());
        Assert.Equal("Europe/Lisbon", GetValue(page, "Form.Zone"));
    }

    [Theory, OnBothDatabases]
    public async Task A_type_is_followed_by_the_next_in_the_list(DatabaseProvider database)
    {
        app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        var form = await OpenWithRowsAsync(staff, 3);
        var fields = Join(NewShow("In tiers"), Types("Early bird", "Standard", "Late"));
        foreach (var row in Enumerable.Range(0, 3))
        {
            fields[$"Types[{row}].FollowedBy"] = "next";
        }

        var refused = (await SubmitAsync(form, fields, "draft")).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Equal(
            "There is no ticket type after this one.",
            refused.Document.QuerySelector("[id='Types[2]-FollowedBy-error']")!.TextContent
        );
        Assert.Equal("next", refused.Document.QuerySelector("[name='Types[0].FollowedBy'] option[selected]")!.GetAttribute("value"));
        fields["Types[2].FollowedBy"] = "";
        (await SubmitAsync(refused, fields, "publish")).ExpectStatus(HttpStatusCode.OK);
        var types = (await FindAsync("In tiers"))!.TicketTypes.OrderBy(type => type.Position).ToList();
        Assert.Equal([types[1].Id, types[2].Id, null], types.Select(type => type.FollowedById));
    }

    private async Task<Event?> FindAsync(string title) =>
        await app.UseAsync<TicketingDbContext, Event?>(db =>
            db.Set<Event>().Include(e => e.TicketTypes).AsNoTracking().SingleOrDefaultAsync(e => e.Title == title, Ct)
        );

    private Task<(int Events, int Types, int Posters, int Audit)> CountEverythingAsync() =>
        app.UseAsync<TicketingDbContext, (int, int, int, int)>(async db =>
            (
                await db.Set<Event>().CountAsync(Ct),
                await db.Set<TicketType>().CountAsync(Ct),
                await db.Set<Ticketing.Features.Events.Posters.PosterFile>().CountAsync(Ct),
                await db.Set<AuditEntry>()
                    .CountAsync(entry => entry.Action.StartsWith("event.") || entry.Action.StartsWith("ticket-type."), Ct)
            )
        );

    private static async Task<BrowserPage> OpenWithRowsAsync(Browser staff, int rows)
    {
        var page = await staff.OpenAsync("/admin/events/new");
        for (var row = 1; row < rows; row++)
        {
            page = await page.SubmitAsync(Form, button: "add");
        }

        return page;
    }

    /// <summary>As a browser sends a form with a file.</summary>
    private static async Task<BrowserPage> SubmitAsync(
        BrowserPage page,
        IReadOnlyDictionary<string, string> fields,
        string button,
        byte[]? poster = null
    )
    {
        var request = page.BuildSubmitRequest(Form, fields, button);
        var values = await request.Content!.ReadAsStringAsync(Ct);
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(values))
        {
            if (name != "Poster")
            {
                parts.Add(new StringContent(value.ToString()), name);
            }
        }

        if (poster is not null)
        {
            parts.Add(new ByteArrayContent(poster), "Poster", "poster.png");
        }

        request.Content = parts;
        return await page.Browser.FollowAsync(request);
    }

    private static IEnumerable<string> GetErrors(BrowserPage page) =>
        page.Document.QuerySelectorAll(Form + " .field .error").Where(e => e.TextContent.Length > 0).Select(e => e.Id!);

    private static string? GetValue(BrowserPage page, string name) =>
        page.Document.QuerySelector($"{Form} [name='{name}']")!.GetAttribute("value");

    private static Dictionary<string, string> Join(params IEnumerable<Dictionary<string, string>> parts) =>
        parts.SelectMany(part => part).ToDictionary(field => field.Key, field => field.Value);

    private static Dictionary<string, string> Types(params string[] categories) =>
        categories
            .SelectMany(
                (category, row) =>
                    new (string Name, string Value)[]
                    {
                        ($"Types[{row}].Category", category),
                        ($"Types[{row}].Price", $"{14 + row}"),
                        ($"Types[{row}].Capacity", $"{100 + row}"),
                    }
            )
            .ToDictionary(field => field.Name, field => field.Value);

    private static Dictionary<string, string> NewShow(string title) =>
        new()
        {
            ["Form.Title"] = title,
            ["Form.Starts.Date"] = "2031-05-02",
            ["Form.Starts.Time"] = "20:00",
            ["Form.Doors.Time"] = "19:00",
            ["Form.Location"] = "The Blue Room",
            ["PosterAlt"] = "A red door",
        };
}
