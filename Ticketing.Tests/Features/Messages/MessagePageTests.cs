using System.Net;
using Ticketing.Features.Messages;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Messages;

public sealed class MessagePageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    [Theory, OnEitherDatabase]
    public async Task Staff_write_preview_test_send_and_follow_a_message(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "ada@example.com");
        await app.SellAsync(show, "Standing", 1);
        var member = await app.CreateStaffAsync(Roles.Admin, "Grace Hopper");
        using var staff = app.NewBrowser();
        await staff.SignInAsync(member);
        var path = $"/admin/events/{show.Id}/messages";
        Assert.Contains("No messages yet", (await staff.OpenAsync(path)).Text, StringComparison.Ordinal);

        var form = await staff.OpenAsync($"{path}/compose");
        var refused = await form.SubmitAsync("main form", Typed("", "Come *early*"));
        refused.ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains("Enter a subject.", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Come *early*", refused.Document.QuerySelector("textarea[name=Body]")!.TextContent.Trim());

        var review = await refused.SubmitAsync("main form", Typed("Doors open early", "Come *early* <script>"));
        Assert.Contains("This goes to 1 buyer", review.Text, StringComparison.Ordinal);
        Assert.Contains("1 order has no email address.", review.Text, StringComparison.Ordinal);
        var preview = await staff.OpenAsync(review.Document.QuerySelector("iframe")!.GetAttribute("src")!);
        Assert.Contains("Hello Grace Hopper,", preview.Text, StringComparison.Ordinal);
        Assert.Equal("early", preview.Document.QuerySelector("em")!.TextContent);
        Assert.Null(preview.Document.QuerySelector("script"));

        await review.SubmitAsync("form[action*='handler=Test']");
        await app.RunJobAsync<NotificationDispatcher>();
        var test = await app.GetLastMailAsync(member.Email);
        Assert.Equal("Test: Doors open early", test.Subject);
        Assert.DoesNotContain("token=", test.Content!, StringComparison.Ordinal);

        var sending = await review.SubmitAsync("form[action*='handler=Schedule']");
        Assert.Contains("Back to draft", sending.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        await app.SendMessagesAsync();
        var done = await staff.OpenAsync(review.Path);
        Assert.Contains("Done.", done.Text, StringComparison.Ordinal);
        Assert.Equal("1 of 1", done.Document.QuerySelector(".figures dd")!.TextContent.Trim());
        Assert.Contains("Confirmed by Grace Hopper", done.Text, StringComparison.Ordinal);
        var row = Assert.Single((await staff.OpenAsync(path)).Document.QuerySelectorAll("tbody tr"));
        Assert.Contains("1 of 1 sent", row.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_confirmation_of_what_has_changed_meanwhile_sends_nothing(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var message = await app.WriteAsync(show);
        using var staff = await app.SignInAsStaffAsync();
        var path = $"/admin/events/{show.Id}/messages";
        var seen = await staff.OpenAsync($"{path}/{message.Id}");
        var editing = await staff.OpenAsync($"{path}/compose/{message.Id}");
        await editing.SubmitAsync("main form", Typed("Other subject", "Other text"));
        var conflict = await editing.SubmitAsync("main form", Typed("Third subject", "Third text"));
        Assert.Contains("Other subject", conflict.ExpectStatus(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        var refused = await seen.SubmitAsync("form[action*='handler=Schedule']");
        Assert.Contains("Nothing was sent", refused.ExpectStatus(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        Assert.Equal(MessageStatus.Draft, (await app.GetMessageAsync(message.Id)).Status);
        var gone = await refused.SubmitAsync("form[action*='handler=Delete']");
        Assert.Contains("No messages yet", gone.Text, StringComparison.Ordinal);
        (await staff.OpenAsync($"{path}/{message.Id}")).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Theory, OnEitherDatabase]
    public async Task A_scheduled_message_says_when_and_can_be_taken_back_and_a_running_one_stopped(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "ada@example.com");
        var message = await app.ScheduleAsync(show, form => form.BeforeStart(2));
        using var staff = await app.SignInAsStaffAsync();
        var path = $"/admin/events/{show.Id}/messages/{message.Id}";
        var waiting = await staff.OpenAsync(path);
        Assert.Contains("2 days before the start: ", waiting.Text, StringComparison.Ordinal);
        var draft = await waiting.SubmitAsync("form[action*='handler=TakeBack']");
        Assert.Contains("Schedule", draft.Text, StringComparison.Ordinal);
        await draft.SubmitAsync("form[action*='handler=Schedule']");
        app.Clock.SetUtcNow(show.StartsAt.AddDays(-2));
        await app.RunMessagesAsync();
        using var later = await app.SignInAsStaffAsync();
        var stopped = await (await later.OpenAsync(path)).SubmitAsync("form[action*='handler=Stop']");
        Assert.Contains("Stopped by Grace", stopped.Text, StringComparison.Ordinal);
        Assert.Equal(new MessageProgress(0, 0, 0, 1, 0), (await app.GetListedAsync(message)).Progress);
    }

    [Theory, OnEitherDatabase]
    public async Task The_reminder_is_on_and_can_be_switched_off_for_the_event(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/messages");
        Assert.Contains("Goes out on ", page.Text, StringComparison.Ordinal);
        var off = await page.SubmitAsync("form[action*='handler=ReminderOff']");
        Assert.Contains("Buyers of this event are not reminded.", off.Text, StringComparison.Ordinal);
        var on = await off.SubmitAsync("form[action*='handler=ReminderOn']");
        Assert.Contains("Goes out on ", on.Text, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Typed(string subject, string body) => new() { ["Subject"] = subject, ["Body"] = body };
}
