using Microsoft.Playwright;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Features.Messages;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Mail;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Tests.Journeys.Admin.PageSteps;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class MessageJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task A_message_is_written_scheduled_and_arrives_two_days_before_the_show()
    {
        await using var venue = ListeningApp.With(_ => { });
        var show = await venue.PublishEventAsync();
        await venue.BuyAsync(show, "Standing", 2, "ada@example.com");
        var staff = await ArriveAsync(at: venue.Address);
        await staff.SignInAsync(venue, $"/admin/events/{show.Id}");
        await staff.PressAsync(staff.Page.GetByRole(AriaRole.Link, new() { Name = "Messages", Exact = true }));
        await staff.PressAsync(staff.Page.GetByRole(AriaRole.Link, new() { Name = "New message" }));
        await FillAsync(staff, ("Subject", "Doors open early"), ("Message", "Please come **before eight**."), ("Number", "2"));
        await staff.Page.GetByLabel("Before the start").CheckAsync();
        await PressAsync(staff, "Save and preview");
        await Expect(staff.Page.GetByText("This goes to 1 buyer")).ToBeVisibleAsync();
        var letter = staff.Page.FrameLocator("iframe.letter");
        await Expect(letter.Locator("strong", new() { HasText = "before eight" })).ToBeVisibleAsync();
        await staff.SavePictureAsync("message-preview");
        await PressAsync(staff, "Schedule");
        await Expect(staff.Page.GetByText("2 days before the start: Sat 1 Mar, 12:00")).ToBeVisibleAsync();

        venue.Clock.SetUtcNow(show.StartsAt.AddDays(-2).AddMinutes(-1));
        await venue.RunMessagesAsync();
        Assert.NotEqual("Doors open early", (await venue.GetLastMailAsync("ada@example.com")).Subject);
        venue.Clock.SetUtcNow(show.StartsAt.AddDays(-2));
        await venue.RunMessagesAsync();
        await venue.RunJobAsync<NotificationDispatcher>();
        var mail = await venue.GetLastMailAsync("ada@example.com");
        Assert.Equal("Doors open early", mail.Subject);
        Assert.Contains("Hello Ada Lovelace,", mail.Content!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_pages_are_accessible_and_fit_phones()
    {
        await using var venue = ListeningApp.With(app => app.Set("Messages:AllowNews", "true"));
        var visitor = await ArriveAsync(at: venue.Address);
        await visitor.SignInAsync(venue, "/admin/events");
        var show = await venue.PublishEventAsync();
        var path = $"/admin/events/{show.Id}/messages";
        await venue.GiveAsync(show, "ada@example.com");
        await venue.SellAsync(show, "Seated", 1);
        await CheckAsync(visitor, path);
        await CheckAsync(visitor, $"{path}/compose");
        await FillAsync(visitor, ("Subject", "Doors open half an hour early on Monday"), ("Number", "many"));
        await visitor.Page.GetByLabel("Before the start").CheckAsync();
        await visitor.Page.Locator("summary", new() { HasText = "Deutsch" }).ClickAsync();
        await visitor.Page.Locator("#Subject-de").FillAsync("Einlass am Montag eine halbe Stunde früher");
        await PressAsync(visitor, "Save and preview");
        await CheckAsync(visitor);
        await FillAsync(visitor, ("Message", "Please come **before eight**:\n\n- the support act is long"), ("Number", "2"));
        await visitor.Page.Locator("#Body-de").FillAsync("Bitte kommen Sie **vor acht**.");
        await PressAsync(visitor, "Save and preview");
        await visitor.Page.Locator(".sure summary").ClickAsync();
        await CheckAsync(visitor);
        await PressAsync(visitor, "Schedule");
        await CheckAsync(visitor);
        await PressAsync(visitor, "Back to draft");
        var (sent, stopped) = (await venue.ScheduleAsync(show), await venue.ScheduleAsync(show));
        await venue.RunMessagesAsync();
        await CheckAsync(visitor, $"{path}/{stopped.Id}");
        await venue.StopAsync(stopped);
        await CheckAsync(visitor, $"{path}/{stopped.Id}");
        await venue.SendMessagesAsync();
        await CheckAsync(visitor, $"{path}/{sent.Id}");
        await CheckAsync(visitor, path);
    }
}
