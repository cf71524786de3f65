using Microsoft.EntityFrameworkCore;
using Ticketing.Accounts;
using Ticketing.Data;
using Ticketing.Payments.Webhooks;
using Ticketing.Tests.Payments.Webhooks;
using Ticketing.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys;

[Collection(StaffJourneysCollection.Name)]
public sealed class StaffPagesAreAccessible(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_the_first_run_to_the_recovery_codes()
    {
        await using var venue = new ListeningApp();
        var visitor = await ArriveAsync(at: venue.Address);
        var link = await venue.UseAsync<FirstSuperAdmin, string?>(first => first.MintLinkAsync(Ct));
        await LookAsync(visitor, "/setup?token=forged");
        await LookAsync(visitor, new Uri(link!).PathAndQuery);
        await PressAsync(visitor, "Create the account");
        await LookAsync(visitor);
        await FillAsync(visitor, ("Your name", "Grace Hopper"), ("E-mail", "grace@blueroom.example"), ("Password", StaffSteps.GoodPassword));
        await PressAsync(visitor, "Create the account");
        await visitor.ReachAsync("/admin/account/second-factor");
        await LookAsync(visitor);
        await LookAsync(visitor, "/admin/denied");
        await LookAsync(visitor, "/admin/account/second-factor/app");
        var key = (await visitor.Page.Locator("#key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await FillAsync(visitor, ("Code", "000000"));
        await PressAsync(visitor, "Confirm");
        await LookAsync(visitor);
        await FillAsync(visitor, ("Code", Staff.CodeOf(key, venue.Clock)));
        await PressAsync(visitor, "Confirm");
        await visitor.ReachAsync("/codes");
        await LookAsync(visitor);
        await LookAsync(visitor, "/admin/account/second-factor");
        await LookAsync(visitor, "/admin/account");
        await LookAsync(visitor, "/admin/users");
        await LookAsync(visitor, "/admin/users/invite");
    }

    [Fact]
    public async Task For_strangers_and_for_who_signs_in()
    {
        var visitor = await ArriveAsync();
        var member = await App.EmployAsync();
        await LookAsync(visitor, "/admin/register");
        await FillAsync(visitor, ("Your name", "Mary Jackson"), ("E-mail", "nonsense"));
        await PressAsync(visitor, "Ask for an account");
        await LookAsync(visitor);
        var email = StaffSteps.NewAddress();
        await FillAsync(visitor, ("E-mail", email));
        await PressAsync(visitor, "Ask for an account");
        await LookAsync(visitor);
        await LookAsync(visitor, await App.MailedLinkAsync(email));
        await FillAsync(visitor, ("Password", StaffSteps.GoodPassword));
        await PressAsync(visitor, "Continue");
        await LookAsync(visitor);
        await LookAsync(visitor, "/admin/join?token=forged");
        await LookAsync(visitor, "/admin/reset?token=forged");
        await LookAsync(visitor, "/admin/forgot");
        await FillAsync(visitor, ("E-mail", member.Email));
        await PressAsync(visitor, "Send me the link");
        await LookAsync(visitor);
        await LookAsync(visitor, await App.MailedLinkAsync(member.Email));
        await LookAsync(visitor, "/admin/login");
        await FillAsync(visitor, ("E-mail", member.Email), ("Password", "wrong"));
        await PressAsync(visitor, "Sign in");
        await LookAsync(visitor);
        await FillAsync(visitor, ("Password", member.Password));
        await PressAsync(visitor, "Sign in");
        await visitor.ReachAsync("/admin/login/second-factor");
        await LookAsync(visitor);
    }

    [Fact]
    public async Task For_superadmins_who_look_at_everybody()
    {
        await using var venue = new ListeningApp();
        var visitor = await ArriveAsync(at: venue.Address);
        var superAdmin = await visitor.SignInAsync(venue, "/admin/users", Roles.SuperAdmin);
        var disabled = await venue.EmployAsync();
        await venue.UseAsync<StaffChanges>(changes => changes.DisableAsync(disabled.Id, Ct));
        var (invited, registered) = (StaffSteps.NewAddress(), StaffSteps.NewAddress());
        await venue.UseAsync<InviteStaff>(invitations => invitations.InviteAsync(invited, Roles.Admin, Ct));
        await venue.UseAsync<RegisterStaff>(registering => registering.RegisterAsync("Mary Jackson", registered, Ct));
        using var mary = new Browser(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, venue.Address);
        await mary.JoinAsync(await venue.MailedLinkAsync(registered));
        await LookAsync(visitor, "/admin/users");
        foreach (var email in new[] { superAdmin.Email, disabled.Email, invited, registered, (await venue.EmployAsync()).Email })
        {
            await LookAsync(visitor, $"/admin/users/{(await venue.AccountAsync(email))!.Id}");
        }
    }

    [Fact]
    public async Task For_who_looks_at_what_stripe_tells()
    {
        await using var venue = ListeningApp.With(app => app.HearingFromStripe());
        var visitor = await ArriveAsync(at: venue.Address);
        await visitor.SignInAsync(venue, "/admin/payments/messages");
        await LookAsync(visitor);
        foreach (var (kind, about) in new[] { ("checkout.session.completed", "cs_test_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4y5Z6a7B8"), ("customer.created", "cus_1"), ("refund.failed", "re_1") })
        {
            using var told = await venue.TellAsync(StripeMail.Message($"evt_{about}", kind, about));
        }

        await venue.UseAsync<TicketingDbContext>(db => db.WriteAsync(
            () => db.Set<WebhookEvent>().Where(message => message.ObjectId == "re_1").ExecuteUpdateAsync(
                set => set.SetProperty(m => m.Status, WebhookStatus.Stuck).SetProperty(m => m.SettledAt, m => m.ReceivedAt).SetProperty(m => m.Attempts, WorkOffWebhook.MostAttempts)
                    .SetProperty(m => m.LastError, "Stripe could not be reached."),
                Ct),
            ct: Ct));
        using var ofAnotherVersion = await venue.TellAsync(StripeMail.Message("evt_2", version: "2026-04-22.dahlia"));
        venue.Clock.Advance(TimeSpan.FromMinutes(1));
        using var unknown = await venue.TellAsync("{}");
        await visitor.Page.ReloadAsync();
        await LookAsync(visitor);
        await LookAsync(visitor, "/admin");
        await LookAsync(visitor, "/admin/payments/messages?status=Waiting");
    }

    private static async Task FillAsync(Visitor visitor, params (string Label, string Text)[] fields)
    {
        foreach (var (label, text) in fields)
        {
            await visitor.Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        }
    }

    private static async Task PressAsync(Visitor visitor, string button)
    {
        await visitor.Page.EvaluateAsync("document.documentElement.dataset.old = 'yes'");
        await visitor.PressAsync(visitor.Button(button));
        await Expect(visitor.Page.Locator("html:not([data-old])")).ToHaveCountAsync(1);
        await visitor.Page.WaitForLoadStateAsync();
    }

    private static async Task LookAsync(Visitor visitor, string? path = null)
    {
        if (path is not null)
        {
            await visitor.OpenAsync(path);
        }

        await visitor.AssertAccessibleAsync();
    }
}
