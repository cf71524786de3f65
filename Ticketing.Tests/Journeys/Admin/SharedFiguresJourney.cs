using MimeKit;
using Ticketing.Features.Insights.StaffMails.Digests;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Mail;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class SharedFiguresJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_an_event_to_the_page_of_the_artist()
    {
        var show = await App.PublishEventAsync();
        await App.SellAsync(show, "Standing", 3);
        App.Clock.Advance(TimeSpan.FromDays(2));
        await App.SellAsync(show, "Seated", 5);
        var staff = await ArriveAsync();
        await staff.SignInAsync(App, $"/admin/insights/events/{show.Id}");
        await staff.AssertAccessibleAsync();
        await staff.Page.GetByText("New link").ClickAsync();
        await staff.PressAsync(staff.Button("Create link"));
        await Expect(staff.Page.GetByText("Enter who gets the link.")).ToBeVisibleAsync();
        await staff.AssertAccessibleAsync();
        await staff.Page.GetByLabel("Who gets it").FillAsync("Artist’s agent");
        await staff.Page.GetByText("Show net revenue too").ClickAsync();
        await staff.PressAsync(staff.Button("Create link"));
        var url = await staff.Page.Locator("#shared-url").InputValueAsync();
        await staff.AssertAccessibleAsync();
        await staff.OpenAsync($"/admin/insights/events/{show.Id}");
        await staff.Page.GetByLabel("Percent left of a ticket type").FillAsync("lots");
        await staff.PressAsync(staff.Button("Save alert"));
        await Expect(staff.Page.GetByText("Enter a whole number from 0 to 99.")).ToBeVisibleAsync();
        await staff.AssertAccessibleAsync();

        var agent = await ArriveAsync();
        await agent.OpenAsync(new Uri(url).PathAndQuery);
        await Expect(agent.Page.GetByText("Net revenue")).ToBeVisibleAsync();
        await agent.AssertAccessibleAsync();
        await agent.OpenAsync("/figures?token=forged");
        await agent.AssertAccessibleAsync();
    }

    [Fact]
    public async Task From_the_account_to_a_digest_and_back()
    {
        await using var venue = new ListeningApp();
        await venue.PublishEventAsync();
        var staff = await ArriveAsync(at: venue.Address);
        var member = await staff.SignInAsync(venue, "/admin/account");
        await staff.Page.GetByText("Sales digest").ClickAsync();
        await staff.PressAsync(staff.Button("Save emails"));
        await Expect(staff.Page.GetByText("Your emails are saved.")).ToBeVisibleAsync();
        await Expect(staff.Page.GetByLabel("Sales digest")).ToBeCheckedAsync();
        await staff.AssertAccessibleAsync();
        await staff.OpenAsync("/admin/account/emails");
        await staff.AssertAccessibleAsync();
        venue.Clock.Advance(TimeSpan.FromHours(19));
        await venue.RunJobAsync<DigestJob>();
        var mail = Assert.Single(await venue.GetMailsToAsync(member.Email));
        await Pictures.SaveAsync("digest.html", System.Text.Encoding.UTF8.GetBytes(mail.HtmlBody!));

        var reader = await ArriveAsync(at: venue.Address);
        await reader.OpenAsync(new Uri(mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')).PathAndQuery);
        await reader.AssertAccessibleAsync();
        await reader.PressAsync(reader.Button("Unsubscribe"));
        await Expect(reader.Heading()).ToHaveTextAsync("You’re unsubscribed");
        await reader.AssertAccessibleAsync();
        await reader.OpenAsync("/admin/unsubscribe?token=forged");
        await reader.AssertAccessibleAsync();
    }
}
