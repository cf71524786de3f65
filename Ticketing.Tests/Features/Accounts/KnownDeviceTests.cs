using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class KnownDeviceTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task Guesses_of_strangers_do_not_lock_a_device_that_signed_in_before(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await SignInAndOutAsync(browser, member);
        using var stranger = app.NewBrowser();
        for (var round = 0; round < 3; round++)
        {
            await GuessAsync(stranger, member, 5);
            await SignInAndOutAsync(browser, member);
        }

        // For the stranger the account is locked, also with the right password.
        (await stranger.EnterPasswordAsync(member.Email, member.Password)).ExpectStatus(HttpStatusCode.Forbidden);
    }

    [Theory, OnEitherDatabase]
    public async Task Wrong_passwords_lock_a_known_device_too_but_no_other(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var lost = app.NewBrowser();
        await SignInAndOutAsync(lost, member);
        await GuessAsync(lost, member, 5);
        (await lost.EnterPasswordAsync(member.Email, member.Password)).ExpectStatus(HttpStatusCode.Forbidden);
        using var other = app.NewBrowser();
        await SignInAndOutAsync(other, member);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await SignInAndOutAsync(lost, member);
    }

    [Theory, OnEitherDatabase]
    public async Task A_device_is_known_to_its_own_accounts_only(DatabaseProvider database)
    {
        app = venues.On(database);
        var (member, colleague) = (await app.CreateStaffAsync(), await app.CreateStaffAsync());
        using var browser = app.NewBrowser();
        await SignInAndOutAsync(browser, colleague);
        await GuessAsync(browser, member, 5);
        using var stranger = app.NewBrowser();
        (await stranger.EnterPasswordAsync(member.Email, member.Password)).ExpectStatus(HttpStatusCode.Forbidden);
        await SignInAndOutAsync(browser, colleague);
    }

    [Theory, OnEitherDatabase]
    public async Task Attempts_while_locked_are_audited(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var stranger = app.NewBrowser();
        var step = await stranger.EnterPasswordAsync(member.Email, member.Password);
        await GuessAsync(stranger, member, 5);
        await stranger.EnterPasswordAsync(member.Email, member.Password);
        await stranger.EnterPasswordAsync(member.Email, "wrong");
        await step.EnterCodeAsync("000000");
        var locked = (await app.GetAuditTrailAsync(member.Id)).SkipWhile(entry => entry.Action != "user.locked-out").Skip(1);
        Assert.Equal(
            [
                ("user.tried-while-locked", """{"with":"password"}"""),
                ("user.tried-while-locked", """{"with":"password"}"""),
                ("user.tried-while-locked", """{"with":"code"}"""),
            ],
            locked.Select(entry => (entry.Action, entry.After))
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_password_reset_forgets_all_devices(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await SignInAndOutAsync(browser, member);
        await (await browser.OpenAsync("/admin/forgot")).SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Email"] = member.Email }
        );
        var form = await browser.OpenAsync(await app.GetMailedLinkAsync(member.Email));
        await form.SubmitAsync("main form", new Dictionary<string, string> { ["Password"] = AccountActions.GoodPassword });
        using var stranger = app.NewBrowser();
        await GuessAsync(stranger, member, 5);
        (await browser.EnterPasswordAsync(member.Email, AccountActions.GoodPassword)).ExpectStatus(HttpStatusCode.Forbidden);
    }

    private static async Task GuessAsync(Browser browser, StaffMember member, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await browser.EnterPasswordAsync(member.Email, "not the password")).ExpectStatus(HttpStatusCode.Forbidden);
        }
    }

    private async Task SignInAndOutAsync(Browser browser, StaffMember member)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(30)); // For the next code.
        var today = (await browser.SignInAsync(member)).ExpectStatus(HttpStatusCode.OK);
        await today.SubmitAsync("form[action='/admin/sign-out']");
    }
}
