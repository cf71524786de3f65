using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class EventEditingTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_draft_is_made_previewed_published_and_then_seen(DatabaseProvider database)
    {
        app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        using var visitor = app.NewBrowser();
        var details = await (await staff.OpenAsync("/admin/events/new")).SubmitAsync(
            "form[data-description-form]",
            NewShow($"Draft on {database}")
        );
        var id = details.ExpectStatus(HttpStatusCode.OK).Path.Split('/')[^1];
        Assert.Contains("has no ticket type", details.Text, StringComparison.Ordinal);
        (await details.SubmitAsync("form[action$='handler=Publish']")).ExpectStatus(HttpStatusCode.Conflict);

        var types = await (await staff.OpenAsync($"/admin/events/{id}/types")).SubmitAsync(
            "form[data-new-type]",
            new Dictionary<string, string>
            {
                ["Form.Category"] = "Standing",
                ["Form.Price"] = "14",
                ["Form.Capacity"] = "180",
            }
        );
        Assert.Contains("£14.00", types.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);

        var slug = $"draft-on-{database.ToString().ToLowerInvariant()}";
        (await visitor.OpenAsync($"/events/{slug}")).ExpectStatus(HttpStatusCode.NotFound);
        Assert.StartsWith("/admin/login", (await visitor.OpenAsync($"/admin/events/{id}/preview")).Path, StringComparison.Ordinal);
        var preview = (await staff.OpenAsync($"/admin/events/{id}/preview")).ExpectStatus(HttpStatusCode.OK);
        Assert.NotNull(preview.Document.QuerySelector("li.type input"));
        Assert.NotNull(preview.Document.QuerySelector(".picker button[disabled]"));

        var published = await (await staff.OpenAsync($"/admin/events/{id}")).SubmitAsync("form[action$='handler=Publish']");
        Assert.Contains("Published", published.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Contains(
            "£15.00",
            (await visitor.OpenAsync($"/events/{slug}")).ExpectStatus(HttpStatusCode.OK).Text,
            StringComparison.Ordinal
        );
        Assert.Contains($"Draft on {database}", (await staff.OpenAsync("/admin/events")).Text, StringComparison.Ordinal);
        Assert.Equal(["event.created", "event.published"], (await app.GetAuditEntriesAsync(Guid.Parse(id))).Select(entry => entry.Action));
    }

    [Theory, OnEitherDatabase]
    public async Task Saving_an_unchanged_form_keeps_instants_to_the_tick(DatabaseProvider database)
    {
        app = venues.On(database);
        var odd = app.Clock.GetUtcNow().AddDays(20).AddTicks(1234560);
        var show = await app.PublishEventAsync(e =>
            (e.TimeZone, e.StartsAt, e.DoorsAt, e.EndsAt) = ("Asia/Kathmandu", odd, odd.AddHours(-30), odd.AddDays(2))
        );
        var before = await app.GetEventAsync(show);
        Assert.Equal(new EditOutcome.Saved(show.Id, Changed: false), await app.EditEventAsync(show, _ => { }));
        var after = await app.GetEventAsync(show);
        Assert.Equal(
            (before.StartsAt, before.DoorsAt, before.EndsAt, before.Version),
            (after.StartsAt, after.DoorsAt, after.EndsAt, after.Version)
        );
        Assert.Empty(await app.GetAuditEntriesAsync(show.Id));

        // Editing another field keeps the instants too.
        await app.EditEventAsync(show, form => form.Kind = "Folk");
        Assert.Equal(odd, (await app.GetEventAsync(show)).StartsAt);
    }

    [Theory, OnEitherDatabase]
    public async Task A_conflicting_edit_lists_each_field_and_overwrites_nothing(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var ada = await app.SignInAsStaffAsync();
        using var ben = await app.SignInAsStaffAsync();
        var adas = await ada.OpenAsync($"/admin/events/{show.Id}/edit");
        var bens = await ben.OpenAsync($"/admin/events/{show.Id}/edit");
        (
            await adas.SubmitAsync(
                "form[data-description-form]",
                new Dictionary<string, string> { ["Form.Title"] = "Ada’s title", ["Form.Location"] = "Upstairs" }
            )
        ).ExpectStatus(HttpStatusCode.OK);

        var refused = (
            await bens.SubmitAsync(
                "form[data-description-form]",
                new Dictionary<string, string> { ["Form.Title"] = "Ben’s title", ["Form.Kind"] = "Folk" }
            )
        ).ExpectStatus(HttpStatusCode.Conflict);
        var told = refused.Document.QuerySelector(".notice.warn")!.TextContent;
        Assert.All(
            ["Ada’s title", "Ben’s title", "Upstairs", "unchanged – theirs will be kept"],
            text => Assert.Contains(text, told, StringComparison.Ordinal)
        );
        Assert.Equal("Ada’s title", (await app.GetEventAsync(show)).Title);

        // Ben's values stay, fields he did not touch show Ada's; the second submit overwrites on purpose.
        (await refused.SubmitAsync("form[data-description-form]")).ExpectStatus(HttpStatusCode.OK);
        var now = await app.GetEventAsync(show);
        Assert.Equal(("Ben’s title", "Folk", "Upstairs"), (now.Title, now.Kind, now.Location));
    }

    [Theory, OnEitherDatabase]
    public async Task A_sale_during_an_edit_causes_no_conflict(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var before = await app.GetEventAsync(show);
        var form = EventForm.From(before);
        var from = Revision.Create(before.Version, form);
        await app.BuyAsync(show, "Standing", 2);
        Assert.Equal(before.Version, (await app.GetEventAsync(show)).Version);
        form.Title = "Still saved";
        Assert.IsType<EditOutcome.Saved>(await app.UseAsync<EditEvent, EditOutcome>(edit => edit.SaveAsync(show.Id, form, from, Ct)));
        Assert.Equal(before.Version + 1, (await app.GetEventAsync(show)).Version);
        Assert.Contains($"SEQUENCE:{before.Version + 1}", await TextAsync($"/events/{show.Slug}/calendar.ics"), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Only_events_without_sales_or_holds_can_be_withdrawn(DatabaseProvider database)
    {
        app = venues.On(database);
        var (quiet, selling) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        await app.PlaceHoldAsync(selling, "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();
        var refused = await (await staff.OpenAsync($"/admin/events/{selling.Id}")).SubmitAsync("form[action$='handler=Withdraw']");
        Assert.Contains("0 tickets are sold and 1 held", refused.ExpectStatus(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        (await (await staff.OpenAsync($"/admin/events/{quiet.Id}")).SubmitAsync("form[action$='handler=Withdraw']")).ExpectStatus(
            HttpStatusCode.OK
        );
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync($"/events/{quiet.Slug}")).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Theory, OnEitherDatabase]
    public async Task An_event_in_the_past_cannot_be_published(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.AddEventAsync(EventStatus.Inactive, change: e => e.StartsAt = app.Clock.GetUtcNow().AddDays(-1));
        var outcome = await app.UseAsync<PublishEvent, PublishOutcome>(publish => publish.PublishAsync(show.Id, Ct));
        Assert.Contains("Its date is in the past.", Assert.IsType<PublishOutcome.Refused>(outcome).Reasons);
    }

    [Theory, OnEitherDatabase]
    public async Task A_copy_has_the_texts_and_types_on_another_date_and_nothing_sold(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, 40, t => t.SalesEndAt = app.Clock.GetUtcNow().AddDays(27)),
            new TicketTypeDraft("Old", 900, 10, t => t.IsWithdrawn = true)
        );
        await app.BuyAsync(show, "Standing", 3);
        using var staff = await app.SignInAsStaffAsync();
        var form = await staff.OpenAsync($"/admin/events/{show.Id}/duplicate");
        (
            await form.SubmitAsync(
                "main form",
                new Dictionary<string, string> { ["Form.Starts.Date"] = "2031-03-30", ["Form.Starts.Time"] = "01:30" }
            )
        ).ExpectStatus(HttpStatusCode.BadRequest);
        var details = (
            await form.SubmitAsync(
                "main form",
                new Dictionary<string, string> { ["Form.Starts.Date"] = "2031-06-01", ["Form.Starts.Time"] = "20:00" }
            )
        ).ExpectStatus(HttpStatusCode.OK);
        var copy = (await app.UseAsync<EventQueries, Event?>(d => d.FindAsync(Guid.Parse(details.Path.Split('/')[^1]), Ct)))!;
        Assert.Equal((EventStatus.Inactive, show.Title, 0), (copy.Status, copy.Title, copy.Sold));
        Assert.Equal(new DateTimeOffset(2031, 6, 1, 19, 0, 0, TimeSpan.Zero), copy.StartsAt);
        var type = Assert.Single(copy.TicketTypes);
        Assert.Equal(
            ("Standing", 40, 0, new DateTimeOffset(2031, 5, 31, 19, 0, 0, TimeSpan.Zero)),
            (type.Category, type.Capacity, type.Sold, type.SalesEndAt)
        );
        Assert.NotEqual(show.Slug, copy.Slug);
    }

    [Theory, OnEitherDatabase]
    public async Task Invalid_fields_are_reported_and_keep_what_was_typed(DatabaseProvider database)
    {
        app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        var typed = NewShow("Gap");
        (typed["Form.Starts.Date"], typed["Form.Starts.Time"], typed["Form.Zone"], typed["Form.Capacity"], typed["Form.Slug"]) = (
            "2031-03-30",
            "01:30",
            "Europe/London",
            "many",
            "Not OK"
        );
        var page = (await (await staff.OpenAsync("/admin/events/new")).SubmitAsync("form[data-description-form]", typed)).ExpectStatus(
            HttpStatusCode.BadRequest
        );
        Assert.Equal(3, page.Document.QuerySelectorAll(".field .error:not(:empty)").Length);
        Assert.Equal("Not OK", page.Document.QuerySelector("[name='Form.Slug']")!.GetAttribute("value"));
        Assert.Contains("01:30 does not exist", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_description_is_previewed_without_a_script(DatabaseProvider database)
    {
        app = venues.On(database);
        using var staff = await app.SignInAsStaffAsync();
        var typed = NewShow("Preview");
        typed["Form.Description"] = "**Loud** <script>alert(1)</script>";
        var page = (
            await (await staff.OpenAsync("/admin/events/new")).SubmitAsync("form[data-description-form]", typed, button: "preview")
        ).ExpectStatus(HttpStatusCode.OK);
        var shown = page.Document.QuerySelector("[data-description-preview]")!;
        Assert.Equal("Loud", shown.QuerySelector("strong")!.TextContent);
        Assert.Null(shown.QuerySelector("script"));
        Assert.Equal("Preview", page.Document.QuerySelector("[name='Form.Title']")!.GetAttribute("value"));
    }

    private async Task<string> TextAsync(string path)
    {
        using var visitor = app.NewBrowser();
        return System.Text.Encoding.UTF8.GetString(await visitor.DownloadAsync(path));
    }

    private static Dictionary<string, string> NewShow(string title) =>
        new()
        {
            ["Form.Title"] = title,
            ["Form.Starts.Date"] = "2031-05-02",
            ["Form.Starts.Time"] = "20:00",
            ["Form.Doors.Time"] = "19:00",
            ["Form.Location"] = "The Blue Room",
            ["Form.Zone"] = "Europe/London",
        };
}
