using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Rescheduling;

public sealed class ReschedulePageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string EditForm = "form[data-description-form]";
    private const string AskForm = "main form";
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task The_editor_asks_shows_the_email_and_then_saves(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        await app.BuyAsync(show, "Standing", 1, "ben@example.com");
        await app.BuyAsync(show, "Standing", 1, "Ben@example.com");
        using var staff = await app.SignInAsStaffAsync();
        var asked = await AskAsync(staff, $"/admin/events/{show.Id}/edit");
        Assert.Contains("2 buyers have tickets", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Save and email 2 buyers", asked.Text, StringComparison.Ordinal);
        Assert.Contains("New date for Nadia Karim Quartet: Wed 12 Mar", asked.Text, StringComparison.Ordinal);

        var typed = new Dictionary<string, string> { ["Notice.Message"] = "Nadia is ill.", ["Notice.RefundsUntil"] = "2031-03-12" };
        var preview = (await asked.SubmitAsync(AskForm, typed, button: "preview")).ExpectStatus(HttpStatusCode.OK);
        var mail = preview.Document.QuerySelector("pre.letter")!.TextContent;
        Assert.Contains("Nadia is ill.", mail, StringComparison.Ordinal);
        Assert.Contains("full refund until Wed 12 Mar, 20:00", mail, StringComparison.Ordinal);
        Assert.Equal(0, (await app.GetEventAsync(show)).Version);

        var wrong = await preview.SubmitAsync(AskForm, new Dictionary<string, string> { ["Notice.RefundsUntil"] = "2031-03-13" }, "tell");
        wrong.ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains("not after the show", wrong.Text, StringComparison.Ordinal);

        // Back to the form, which keeps what was typed.
        var form = await wrong.SubmitAsync(AskForm, button: "back");
        Assert.Equal("2031-03-12", form.Document.QuerySelector("[name='Form.Starts.Date']")!.GetAttribute("value"));
        asked = await form.SubmitAsync(EditForm);
        var saved = (await asked.SubmitAsync(AskForm, typed, button: "tell")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Saved. Buyers are being emailed.", saved.Text, StringComparison.Ordinal);
        Assert.Equal(3, (await app.GetNoticesAsync(show)).Count);

        var changes = await staff.OpenAsync($"/admin/events/{show.Id}/changes");
        Assert.Contains("0 of 3", changes.Text, StringComparison.Ordinal);
        Assert.Contains("Nadia is ill.", changes.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Somebody_else_s_edit_between_question_and_answer_is_shown_and_nobody_is_told(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishShowAsync();
        await app.BuyAsync(show, "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();
        var asked = await AskAsync(staff, $"/admin/events/{show.Id}/edit");
        await app.EditEventAsync(show, form => form.Title = "Nadia alone");
        var refused = (await asked.SubmitAsync(AskForm, button: "tell")).ExpectStatus(HttpStatusCode.Conflict);
        Assert.Contains("Nadia alone", refused.Document.QuerySelector(".notice.warn")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await app.GetNoticesAsync(show));
        Assert.Equal(show.StartsAt, (await app.GetEventAsync(show)).StartsAt);
    }

    private static async Task<BrowserPage> AskAsync(Browser staff, string path) =>
        (
            await (await staff.OpenAsync(path)).SubmitAsync(
                EditForm,
                new Dictionary<string, string> { ["Form.Starts.Date"] = "2031-03-12" }
            )
        ).ExpectStatus(HttpStatusCode.OK);
}
