using System.Globalization;
using Microsoft.Playwright;
using Ticketing.Features.Accounts.Setup;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Backups.Writing;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Events;
using Ticketing.Features.WaitingList;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Tests.Features.BulkOrders;
using Ticketing.Tests.Features.WaitingRoom;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Mail;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Tests.Journeys.Admin.PageSteps;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class AdminAccessibilityJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task Pages_from_the_first_run_to_the_recovery_codes()
    {
        await using var venue = new ListeningApp();
        var visitor = await ArriveAsync(at: venue.Address);
        var link = await venue.UseAsync<FirstSuperAdminSetup, string?>(first => first.CreateLinkAsync(Ct));
        await CheckAsync(visitor, "/setup?token=forged");
        await CheckAsync(visitor, new Uri(link!).PathAndQuery);
        await PressAsync(visitor, "Create the account");
        await CheckAsync(visitor);
        await FillAsync(
            visitor,
            ("Your name", "Grace Hopper"),
            ("Email", "grace@blueroom.example"),
            ("Password", AccountActions.GoodPassword)
        );
        await PressAsync(visitor, "Create the account");
        await visitor.WaitForPathAsync("/admin/account/second-factor");
        await CheckAsync(visitor);
        await CheckAsync(visitor, "/admin/denied");
        await CheckAsync(visitor, "/admin/account/second-factor/app");
        var key = (await visitor.Page.Locator("#key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await FillAsync(visitor, ("Code", "000000"));
        await PressAsync(visitor, "Confirm");
        await CheckAsync(visitor);
        await FillAsync(visitor, ("Code", StaffActions.NextCode(key, venue.Clock)));
        await PressAsync(visitor, "Confirm");
        await visitor.WaitForPathAsync("/codes");
        await CheckAsync(visitor);
        await CheckAsync(visitor, "/admin/account/second-factor");
        await CheckAsync(visitor, "/admin/account");
        await CheckAsync(visitor, "/admin/account/sessions");
        await CheckAsync(visitor, "/admin/account/password");
        await CheckAsync(visitor, "/admin/account/confirm?next=/admin/users&unsaved=true");
        await FillAsync(visitor, ("Code", "000000"));
        await PressAsync(visitor, "Continue");
        await CheckAsync(visitor);
        await CheckAsync(visitor, "/admin/users");
        await CheckAsync(visitor, "/admin/users/invite");
    }

    [Fact]
    public async Task Registration_and_sign_in_pages()
    {
        await using var venue = ListeningApp.With(app => app.Set("Accounts:SelfRegistration", "true"));
        var visitor = await ArriveAsync(at: venue.Address);
        var member = await venue.CreateStaffAsync();
        await CheckAsync(visitor, "/admin/register");
        await FillAsync(visitor, ("Your name", "Mary Jackson"), ("Email", "nonsense"));
        await PressAsync(visitor, "Ask for an account");
        await CheckAsync(visitor);
        var email = AccountActions.NewEmailAddress();
        await FillAsync(visitor, ("Email", email));
        await PressAsync(visitor, "Ask for an account");
        await CheckAsync(visitor);
        await CheckAsync(visitor, await venue.GetMailedLinkAsync(email));
        await FillAsync(visitor, ("Password", AccountActions.GoodPassword));
        await PressAsync(visitor, "Continue");
        await CheckAsync(visitor);
        await CheckAsync(visitor, "/admin/join?token=forged");
        await CheckAsync(visitor, "/admin/reset?token=forged");
        await CheckAsync(visitor, "/admin/forgot");
        await FillAsync(visitor, ("Email", member.Email));
        await PressAsync(visitor, "Send me the link");
        await CheckAsync(visitor);
        await CheckAsync(visitor, await venue.GetMailedLinkAsync(member.Email));
        await CheckAsync(visitor, "/admin/login");
        await FillAsync(visitor, ("Email", member.Email), ("Password", "wrong"));
        await PressAsync(visitor, "Sign in");
        await CheckAsync(visitor);
        await FillAsync(visitor, ("Password", member.Password));
        await PressAsync(visitor, "Sign in");
        await visitor.WaitForPathAsync("/admin/login/second-factor");
        await CheckAsync(visitor);
    }

    [Fact]
    public async Task Backup_and_restore_pages()
    {
        await using var venue = new ListeningApp();
        var visitor = await ArriveAsync(at: venue.Address);
        await visitor.SignInAsync(venue, "/admin/backups", Roles.SuperAdmin);
        await CheckAsync(visitor, "/admin/backups");
        await venue.UseAsync<BackupRecords>(records => records.RequestAsync(Ct));
        await venue.RunJobAsync<BackupJob>();
        await CheckAsync(visitor, "/admin/backups");
        await CheckAsync(visitor, "/admin/restore");
        await venue.QueueDeadMailAsync();
        await venue.UseAsync<TicketingDbContext>(async db =>
        {
            db.Add(new Restore { BackupCreatedAt = venue.Clock.GetUtcNow().AddHours(-5), RestoredAt = venue.Clock.GetUtcNow() });
            await db.SaveChangesAsync(Ct);
        });
        await CheckAsync(visitor, "/admin/restore");
        await visitor.Page.GetByLabel("It takes over").CheckAsync();
        await PressAsync(visitor, "Look up payments");
        await CheckAsync(visitor);
    }

    [Fact]
    public async Task API_key_pages()
    {
        await using var venue = new ListeningApp();
        await venue.PublishEventAsync();
        var visitor = await ArriveAsync(at: venue.Address);
        await visitor.SignInAsync(venue, "/admin/api-keys", Roles.SuperAdmin);
        await CheckAsync(visitor, "/admin/api-keys");
        await CheckAsync(visitor, "/admin/api-keys/new");
        await PressAsync(visitor, "Make the key");
        await CheckAsync(visitor);
        await FillAsync(visitor, ("Name", "The website of the venue, which sells tickets too"));
        foreach (var scope in ApiScopes.All)
        {
            await visitor.Page.Locator($"[value='{scope}']").CheckAsync();
        }

        await PressAsync(visitor, "Make the key");
        await CheckAsync(visitor);
        await visitor.Page.GetByText("I have copied it").ClickAsync();
        await visitor.WaitForPathAsync("/admin/api-keys");
        await CheckAsync(visitor);
        await visitor.Page.Locator("summary", new() { HasText = "Revoke" }).ClickAsync();
        await CheckAsync(visitor);
        await PressAsync(visitor, "Revoke the key");
        await CheckAsync(visitor);
    }

    [Fact]
    public async Task Staff_pages_for_superadmins()
    {
        await using var venue = new ListeningApp();
        var visitor = await ArriveAsync(at: venue.Address);
        var superAdmin = await visitor.SignInAsync(venue, "/admin/users", Roles.SuperAdmin);
        var disabled = await venue.CreateStaffAsync();
        await venue.UseAsync<StaffAdministration>(changes => changes.DisableAsync(disabled.Id, Ct));
        var (invited, registered) = (AccountActions.NewEmailAddress(), AccountActions.NewEmailAddress());
        await venue.UseAsync<InviteStaff>(invitations => invitations.InviteAsync(invited, Roles.Admin, Ct));
        await venue.UseAsync<RegisterStaff>(registering => registering.RegisterAsync("Mary Jackson", registered, Ct));
        using var mary = new Browser(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, venue.Address);
        await mary.AcceptInvitationAsync(await venue.GetMailedLinkAsync(registered));
        await CheckAsync(visitor, "/admin/users");
        foreach (var email in new[] { superAdmin.Email, disabled.Email, invited, registered, (await venue.CreateStaffAsync()).Email })
        {
            await CheckAsync(visitor, $"/admin/users/{(await venue.FindAccountAsync(email))!.Id}");
        }
    }

    [Fact]
    public async Task Pages_of_an_event()
    {
        await using var venue = new ListeningApp();
        var visitor = await ArriveAsync(at: venue.Address);
        visitor.ExpectsRefusedForms = true;
        await visitor.SignInAsync(venue, "/admin/events");
        var empty = await venue.AddEventAsync(EventStatus.Inactive, "A draft without anything", types: new TicketTypeDraft("Free", 0, 0));
        await CheckAsync(visitor, $"/admin/events/{empty.Id}");
        await CheckAsync(visitor, $"/admin/events/{empty.Id}/types");
        await CheckAsync(visitor, $"/admin/events/{empty.Id}/guests");
        var draft = await venue.AddEventAsync(EventStatus.Inactive, "Nadia Karim Quartet and a very long line-up of other guests");
        await visitor.OpenAsync($"/admin/events/{draft.Id}");
        await OpenDropAsync(visitor, "Schedule");
        await CheckAsync(visitor);
        await visitor.Page.GetByLabel("Publish at: date").FillAsync("2020-01-01");
        await PressAsync(visitor, "Schedule it");
        await CheckAsync(visitor);
        await visitor
            .Page.GetByLabel("Publish at: date")
            .FillAsync(venue.Clock.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await visitor.Page.GetByLabel("Publish at: time").FillAsync("10:00");
        await PressAsync(visitor, "Schedule it");
        await CheckAsync(visitor);
        await OpenDropAsync(visitor, "More actions");
        await visitor.Page.Locator(".drop .sure summary").ClickAsync();
        await CheckAsync(visitor);
        await PressAsync(visitor, "Archive");
        await CheckAsync(visitor);
        await CheckAsync(visitor, "/admin/events?show=archived");
        var show = await venue.PublishEventAsync(
            new TicketTypeDraft("Early bird", 1400, 3),
            new TicketTypeDraft("Standard", 2400, 50, type => type.Note = "Bring your student card, or another proof of your age")
        );
        await venue.BuyAsync(show, "Early bird", 3);
        await visitor.OpenAsync($"/admin/events/{show.Id}");
        await OpenDropAsync(visitor, "Share");
        await CheckAsync(visitor);
        await OpenDropAsync(visitor, "More actions");
        await CheckAsync(visitor);
        await CheckAsync(visitor, $"/admin/events/{show.Id}/guests");
        await CheckAsync(visitor, $"/admin/events/{show.Id}/waiting-room");
        await CheckAsync(visitor, $"/admin/orders?event={show.Id}");
        await CheckAsync(visitor, $"/admin/orders/bulk?event={show.Id}&all=true&do=refund");
        await CheckAsync(visitor, $"/admin/orders/bulk?event={show.Id}&all=true&do=resend");
        await CheckAsync(visitor, $"/admin/insights/events/{show.Id}");
        await CheckAsync(visitor, $"/admin/check-in/{show.Id}");
        await CheckAsync(visitor, $"/admin/events/{show.Id}/settlement");
        await CheckAsync(visitor, $"/admin/events/{show.Id}/promo-codes");
        var code = await venue.AddCodeAsync(show, change: added => (added.MaxTickets, added.Note) = (200, "Newsletter in March"));
        await venue.HoldWithCodeAsync(show, "SPRING", "Standard", 2);
        await CheckAsync(visitor, $"/admin/events/{show.Id}/promo-codes");
        await visitor.Page.Locator("summary", new() { HasText = "Add a code" }).ClickAsync();
        await FillAsync(visitor, ("Code", "CREW"), ("Value", "lots"));
        await PressAsync(visitor, "Add");
        await CheckAsync(visitor);
        await FillAsync(visitor, ("Value", "20"), ("How many codes", "20"));
        await PressAsync(visitor, "Add");
        await CheckAsync(visitor);
        await CheckAsync(visitor, $"/admin/promo-codes/{code.Id}");
        await CheckAsync(visitor, "/admin/promo-codes");
        await visitor.OpenAsync($"/admin/events/{show.Id}/types");
        await visitor.Page.GetByText("Edit Standard").ClickAsync();
        await visitor.Page.Locator("[data-type='Standard']").GetByLabel("Price").FillAsync("cheap");
        await visitor.Page.Locator("[data-type='Standard']").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await visitor.Page.Locator(".sure summary", new() { HasText = "Withdraw Early bird" }).ClickAsync();
        await CheckAsync(visitor);
    }

    [Fact]
    public async Task The_waiting_list()
    {
        await using var venue = new ListeningApp();
        var visitor = await ArriveAsync(at: venue.Address);
        await visitor.SignInAsync(venue, "/admin/events");
        var show = await venue.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 4), new TicketTypeDraft("Seated", 2400, 2));
        await CheckAsync(visitor, $"/admin/events/{show.Id}/waiting-list");
        var order = await venue.SellAsync(show, "Standing", 4);
        await venue.SellAsync(show, "Seated", 2);
        await venue.JoinAsync(show, "ada@example.com", ("Standing", 2), ("Seated", 2));
        await venue.JoinAsync(show, "grace.hopper@navy.example.org", ("Seated", 4));
        await venue.JoinAsync(show, "kathleen@example.com", ("Standing", 3));
        await venue.StartRefundAsync(order, 1, 2);
        await venue.RunJobAsync<WaitingListJob>();
        await visitor.OpenAsync($"/admin/events/{show.Id}/waiting-list");
        await visitor.Page.Locator(".sure summary").First.ClickAsync();
        await CheckAsync(visitor);
        await FillAsync(visitor, ("An offer lasts, in hours", "soon"));
        await PressAsync(visitor, "Save");
        await CheckAsync(visitor);
    }

    [Fact]
    public async Task The_waiting_room()
    {
        await using var venue = ListeningApp.With(app => app.WithWaitingRooms());
        var visitor = await ArriveAsync(at: venue.Address);
        await visitor.SignInAsync(venue, "/admin/events");
        var show = await venue.PublishEventAsync();
        await CheckAsync(visitor, $"/admin/events/{show.Id}/waiting-room");
        await PressAsync(visitor, "Switch on");
        await visitor.Page.Locator(".sure summary").ClickAsync();
        await CheckAsync(visitor);
        await visitor.OpenAsync($"/admin/events/{show.Id}/waiting-room");
        await PressAsync(visitor, "Pause");
        await CheckAsync(visitor);
    }

    [Fact]
    public async Task Pages_that_say_why_something_is_not_done()
    {
        await using var venue = new ListeningApp();
        var visitor = await ArriveAsync(at: venue.Address);
        await visitor.SignInAsync(venue, "/admin/events");
        var postponed = await venue.AddEventAsync(EventStatus.Postponed, "Nadia Karim Quartet and a very long line-up of other guests");
        await CheckAsync(visitor, $"/admin/orders/new?event={postponed.Id}");
        var show = await venue.PublishEventAsync();
        var order = await venue.BuyAsync(show, "Standing", 3);
        await CheckAsync(visitor, $"/admin/check-in/{show.Id}/list?q={order.Reference}");
        var run = await venue.StartBulkAsync(BulkAction.Refund, BulkSteps.AllOf(show.Id));
        await visitor.OpenAsync($"/admin/orders/bulk/{run}");
        await PressAsync(visitor, "Stop");
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Continue with 1 order" })).ToBeVisibleAsync();
        await CheckAsync(visitor);
    }
}
