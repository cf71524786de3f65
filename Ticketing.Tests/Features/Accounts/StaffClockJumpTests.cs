using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

/// <summary>The clock was ahead for a while: nobody is locked out until it gets there again, and nothing lasts until then.</summary>
public sealed class StaffClockJumpTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const int MaxAttempts = 5;
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task A_lockout_ends(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        var now = app.Clock.GetUtcNow();
        app.Clock.AdjustTime(now.AddDays(1));
        using (var stranger = app.NewBrowser())
        {
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                await TryPasswordAsync(stranger, member, "wrong horse battery staple");
            }

            Assert.NotNull((await TryPasswordAsync(stranger, member, member.Password)).Document.QuerySelector("[name=Password]"));
        }

        app.Clock.AdjustTime(now);
        using var browser = app.NewBrowser();
        Assert.Equal("/admin", (await browser.SignInAsync(member)).ExpectStatus(HttpStatusCode.OK).Path);
    }

    [Theory, OnEitherDatabase]
    public async Task A_session_and_a_second_factor_do_not_last_longer(DatabaseProvider database)
    {
        app = venues.On(database);
        var member = await app.CreateStaffAsync();
        using var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        var now = app.Clock.GetUtcNow();
        app.Clock.AdjustTime(now.AddMinutes(40));
        var asked = await browser.OpenAsync("/admin/account/password");
        var code = new Dictionary<string, string> { ["Code"] = StaffActions.NextCode(member.Key) };
        Assert.Equal("/admin/account/password", (await asked.SubmitAsync("main form", code)).Path);
        app.Clock.AdjustTime(now);
        Assert.StartsWith("/admin/account/confirm", (await browser.OpenAsync("/admin/account/password")).Path, StringComparison.Ordinal);

        app.Clock.AdjustTime(now.AddDays(1));
        using var ahead = app.NewBrowser();
        Assert.Equal("/admin", (await ahead.SignInAsync(member)).ExpectStatus(HttpStatusCode.OK).Path);
        app.Clock.AdjustTime(now);
        Assert.StartsWith("/admin/login", (await ahead.OpenAsync("/admin")).Path, StringComparison.Ordinal);
    }

    private static async Task<BrowserPage> TryPasswordAsync(Browser browser, StaffMember member, string password) =>
        await (await browser.OpenAsync("/admin/login")).SubmitAsync(
            "main form",
            new Dictionary<string, string> { ["Email"] = member.Email, ["Password"] = password }
        );
}
