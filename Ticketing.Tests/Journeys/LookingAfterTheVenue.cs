using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys;

public sealed class LookingAfterTheVenue(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    /// <summary>The letter's frame runs no script, and would wait for axe for ever.</summary>
    private static readonly AxeRunOptions OutsideOfFrames = new() { Rules = Axe.WithoutSheets.Rules, Iframes = false };

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
        await SignInAsync(staff);
        await AssertAccessibleAsync(staff);

        await staff.PressAsync(staff.Page.GetByRole(AriaRole.Complementary, new() { Name = "Mail" }).GetByRole(AriaRole.Link, new() { NameRegex = new("Look at") }));
        await Expect(staff.Heading()).ToHaveTextAsync("Mail");
        await AssertAccessibleAsync(staff);
        await staff.OpenAsync($"/admin/notifications/{mail.Id}");
        await Expect(staff.Page.FrameLocator("iframe").GetByText("You’re in.")).ToBeVisibleAsync();
        await AssertAccessibleAsync(staff);
        await staff.PressAsync(staff.Button("Send it again"));
        await Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("queued again");

        await staff.OpenAsync("/admin/notifications/requeue");
        await AssertAccessibleAsync(staff);
        await staff.OpenAsync($"/admin/audit?q={order.Reference}");
        await AssertAccessibleAsync(staff);
        await staff.OpenAsync("/admin/audit");
        await Expect(staff.Page.Locator(".trail > li").First).ToContainTextAsync("queued a mail again");
        await AssertAccessibleAsync(staff);
    }

    private async Task SignInAsync(Visitor staff)
    {
        var member = await App.EmployAsync(Roles.SuperAdmin);
        await staff.OpenAsync("/admin/login");
        await staff.Page.GetByLabel("E-mail").FillAsync(member.Email);
        await staff.Page.GetByLabel("Password").FillAsync(member.Password);
        await staff.PressAsync(staff.Button("Sign in"));
        await staff.Page.GetByLabel("Code").FillAsync(Staff.CodeOf(member.Key));
        await staff.PressAsync(staff.Button("Continue"));
        await Expect(staff.Heading()).ToHaveTextAsync("Today");
    }

    private static async Task AssertAccessibleAsync(Visitor staff)
    {
        foreach (var width in new[] { 360, 1280 })
        {
            await staff.Page.SetViewportSizeAsync(width, 800);
            await Fit.AssertNotWiderAsync(staff);
            foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await staff.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                var found = await staff.Page.RunAxe(OutsideOfFrames);
                Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.SelectMany(v => v.Nodes.Select(n => $"{staff.Path} {scheme} {width}: {v.Id}: {n.Html}"))));
            }
        }
    }
}
