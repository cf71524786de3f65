using Microsoft.Playwright;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Mail;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class MailAlarmJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_the_alarm_to_the_resent_mail_and_its_audit_entry()
    {
        var show = await App.PublishEventAsync();
        await App.SellAsync(show, "Standing", 2);
        var order = await App.BuyAsync(show, "Seated", 2, "journey@example.com");
        await App.RunJobAsync<NotificationDispatcher>();
        var mail = await App.GetLastMailAsync("journey@example.com");
        await App.UpdateMailAsync(
            mail,
            set =>
                set.SetProperty(n => n.Status, NotificationStatus.Dead)
                    .SetProperty(n => n.SentAt, (DateTimeOffset?)null)
                    .SetProperty(n => n.Content, (string?)null)
                    .SetProperty(
                        n => n.LastError,
                        "550 5.1.1 <journey@example.com>: Recipient address rejected: User unknown in virtual mailbox table"
                    )
        );
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, "/admin/orders", Roles.SuperAdmin);
        await staff.AssertAccessibleAsync();

        await staff.PressAsync(
            staff
                .Page.GetByRole(AriaRole.Complementary, new() { Name = "Email" })
                .GetByRole(AriaRole.Link, new() { NameRegex = new("^See (it|them)") })
        );
        await Expect(staff.Heading()).ToHaveTextAsync("Email");
        await staff.AssertAccessibleAsync();
        await staff.OpenAsync($"/admin/notifications/{mail.Id}");
        await Expect(staff.Page.FrameLocator("iframe").GetByText("You’re in!")).ToBeVisibleAsync();
        await staff.AssertAccessibleAsync();
        await staff.PressAsync(staff.Button("Send it again"));
        await Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Queued again");

        await staff.OpenAsync("/admin/notifications/requeue");
        await staff.AssertAccessibleAsync();
        await staff.OpenAsync($"/admin/audit?q={order.Reference}");
        await staff.AssertAccessibleAsync();
        await staff.OpenAsync("/admin/audit");
        await Expect(staff.Page.Locator(".trail > li").First).ToContainTextAsync("queued an email again");
        await staff.AssertAccessibleAsync();
    }
}
