using Microsoft.Playwright;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys;

[Collection(StaffJourneysCollection.Name)]
public sealed class LookingAfterTheVenue(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_the_alarm_to_a_mail_that_is_sent_again_and_the_trail_of_it()
    {
        var show = await App.PublishAsync();
        await App.SellAsync(show, "Standing", 2);
        var order = await App.BuyAsync(show, "Seated", 2, "journey@example.com");
        await App.RunAsync<NotificationDispatcher>();
        var mail = await App.LastMailAsync("journey@example.com");
        await App.ChangeAsync(mail, set => set
            .SetProperty(n => n.Status, NotificationStatus.Dead).SetProperty(n => n.SentAt, (DateTimeOffset?)null).SetProperty(n => n.Content, (string?)null)
            .SetProperty(n => n.LastError, "550 5.1.1 <journey@example.com>: Recipient address rejected: User unknown in virtual mailbox table"));
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, role: Roles.SuperAdmin);
        await staff.AssertAccessibleAsync();

        await staff.PressAsync(staff.Page.GetByRole(AriaRole.Complementary, new() { Name = "Mail" }).GetByRole(AriaRole.Link, new() { NameRegex = new("Look at") }));
        await Expect(staff.Heading()).ToHaveTextAsync("Mail");
        await staff.AssertAccessibleAsync();
        await staff.OpenAsync($"/admin/notifications/{mail.Id}");
        await Expect(staff.Page.FrameLocator("iframe").GetByText("You’re in.")).ToBeVisibleAsync();
        await staff.AssertAccessibleAsync();
        await staff.PressAsync(staff.Button("Send it again"));
        await Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("queued again");

        await staff.OpenAsync("/admin/notifications/requeue");
        await staff.AssertAccessibleAsync();
        await staff.OpenAsync($"/admin/audit?q={order.Reference}");
        await staff.AssertAccessibleAsync();
        await staff.OpenAsync("/admin/audit");
        await Expect(staff.Page.Locator(".trail > li").First).ToContainTextAsync("queued a mail again");
        await staff.AssertAccessibleAsync();
    }
}
