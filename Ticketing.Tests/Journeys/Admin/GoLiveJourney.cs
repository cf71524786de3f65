using Ticketing.Features.GoLive;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Mail;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class GoLiveJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private static readonly (string Topic, GoLiveStatus Status, string Text)[] Found =
    [
        ("address", GoLiveStatus.Ok, "This venue answers at https://tickets.example."),
        ("tls", GoLiveStatus.Ok, "The certificate is valid for 71 more days. HSTS is on."),
        (
            "proxy",
            GoLiveStatus.Fail,
            "The proxy 172.18.0.2 is not trusted, so all visitors share its limits. Add its network to the "
                + "trusted ones (Proxy:KnownNetworks)."
        ),
        (
            "mail",
            GoLiveStatus.Warn,
            "Nobody has pressed the link in the test email of Mon 3 Feb 2031, 12:00. Look for it, also in the spam folder."
        ),
        (
            "dns",
            GoLiveStatus.Warn,
            "Cannot tell from here: whether emails are signed with DKIM, as the name of the key is not known. Look for dkim=pass in the "
                + "source of a received email, and set the name (Mail:DkimSelector) to the value after s= in its DKIM-Signature."
        ),
        ("payment", GoLiveStatus.Ok, "Stripe opened a payment page for £0.30 and closed it again. The account takes real payments."),
        ("webhook", GoLiveStatus.Ok, "The last message came on Mon 3 Feb 2031, 11:58."),
        ("clock", GoLiveStatus.Ok, "The clock differs from that of Stripe by 1 second."),
        ("disk", GoLiveStatus.Ok, "31.4 GB are left for the storage folder."),
        ("permissions", GoLiveStatus.Ok, "The program can use its storage folder, and other users of this machine cannot read it."),
        (
            "backup",
            GoLiveStatus.Warn,
            "All backups are on this machine. Store them elsewhere too (set Backup:Target to S3 or WebDav), or copy them away regularly."
        ),
        ("second-factor", GoLiveStatus.Ok, "All superadmins have a second factor. So have all other staff."),
        (
            "legal",
            GoLiveStatus.Fail,
            "Missing in the settings: the address (receipts must name the seller’s), your terms of sale (the program’s own are shown)."
        ),
    ];

    [Fact]
    public async Task A_superadmin_sees_what_is_left_to_do_and_confirms_a_test_mail()
    {
        await using var venue = new ListeningApp();
        var visitor = await ArriveAsync(at: venue.Address);
        var member = await visitor.SignInAsync(venue, "/admin/check", Roles.SuperAdmin);
        await visitor.AssertAccessibleAsync();

        await StoreAsync(venue);
        await visitor.PressAsync(visitor.Button("Send a test email"));
        await Expect(visitor.Page.GetByText("A test email is on its way")).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync();
        await Expect(visitor.Page.Locator(".checks li")).ToHaveCountAsync(GoLiveTopics.All.Count);

        var phone = await ArriveAsync(Device.Phone, venue.Address);
        await phone.OpenAsync(await venue.GetMailedLinkAsync(member.Email));
        await phone.AssertAccessibleAsync();
        await phone.PressAsync(phone.Button("It has arrived"));
        await Expect(phone.Page.GetByText("The test email has arrived.")).ToBeVisibleAsync();
        await phone.AssertAccessibleAsync();
        await phone.OpenAsync("/admin/check/arrived?token=forged");
        await phone.AssertAccessibleAsync();

        await visitor.OpenAsync("/admin/check");
        await Expect(visitor.Page.GetByText("Arrived")).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync();
    }

    private static Task StoreAsync(ListeningApp venue) =>
        venue.UseAsync<GoLiveResults>(results =>
            results.ReplaceAsync(
                [
                    .. Found.Select(line => new GoLiveResult
                    {
                        Topic = line.Topic,
                        Status = line.Status,
                        Text = line.Text,
                        CheckedAt = venue.Clock.GetUtcNow(),
                    }),
                ],
                Ct
            )
        );
}
