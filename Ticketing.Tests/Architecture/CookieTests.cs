using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>A new cookie must be added here.</summary>
public sealed class CookieTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static readonly string[] Buyers = ["__Host-browser", "__Host-buyer", "__Host-form", "__Host-orders"];
    private static readonly string[] Staff =
    [
        "__Host-device",
        "__Host-form",
        "__Host-gate",
        "__Host-passkey",
        "__Host-staff",
        "__Host-staff-step",
        "__Host-told",
    ];

    private static readonly string[] Attributes = ["httponly", "path=/", "samesite=lax", "secure"];

    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    [Fact]
    public async Task Every_cookie_of_buyers_is_bound_to_this_host_and_hidden_from_scripts()
    {
        var show = await app.PublishEventAsync();
        using var buyer = app.NewBrowser();
        await buyer.BuyAsync(show);
        var late = await buyer.ChooseTicketsAsync(show, ("Standing", 1));
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await late.SubmitBuyerAsync();
        AssertBound(Buyers, buyer);
    }

    [Fact]
    public async Task Every_cookie_of_staff_is_bound_to_this_host_and_hidden_from_scripts()
    {
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var account = await staff.OpenAsync("/admin/account");
        await account.SubmitAsync("#elsewhere");
        await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).SubmitAsync(
            ".gate form",
            new Dictionary<string, string> { ["gate"] = "Main door" }
        );
        using var options = (await staff.OpenAsync("/admin/account/confirm")).BuildSubmitRequest("main form");
        options.RequestUri = new Uri("/admin/account/confirm?handler=PasskeyOptions", UriKind.Relative);
        (await staff.FollowAsync(options)).ExpectStatus(HttpStatusCode.OK);
        await (await staff.OpenAsync("/admin")).SubmitAsync("form[action='/admin/sign-out']");
        AssertBound(Staff, staff);
    }

    /// <summary>Deleting ones included.</summary>
    private static void AssertBound(IReadOnlyList<string> expected, Browser browser)
    {
        var cookies = browser.Jar.SetCookies.Select(cookie => cookie.Split(';', StringSplitOptions.TrimEntries)).ToList();
        Assert.Equal(expected, cookies.Select(parts => parts[0].Split('=')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(
            cookies,
            parts =>
                Assert.Equal(
                    Attributes,
                    parts
                        .Skip(1)
                        .Select(part => part.ToLowerInvariant())
                        .Where(part => part.Split('=')[0] is not ("max-age" or "expires"))
                        .Order(StringComparer.Ordinal)
                )
        );
    }
}
