using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class PasskeyJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task A_passkey_is_set_up_after_the_first_sign_in_and_is_enough_from_then_on()
    {
        await using var venue = new PublicAddressApp();
        var member = await venue.CreateStaffWithoutSecondFactorAsync(Roles.SuperAdmin);
        var visitor = await ArriveAsync(at: venue.Address);
        var device = await PasskeyDevice.AttachAsync(visitor);
        await SignInAsync(visitor, member);
        await visitor.WaitForPathAsync("/admin/account/second-factor");
        await visitor.Page.GetByLabel("Name of the passkey").FillAsync("My phone");
        await visitor.PressAsync(visitor.Button("Add a passkey"));
        await Expect(visitor.Heading()).ToHaveTextAsync("Recovery codes");
        await visitor.PressAsync(visitor.Page.GetByText("I’ve saved these codes"));
        await Expect(visitor.Heading()).ToHaveTextAsync("Today");
        await visitor.OpenAsync("/admin/account/second-factor");
        await Expect(visitor.Page.Locator("main li strong")).ToHaveTextAsync("My phone");

        await visitor.PressAsync(visitor.Button("Sign out"));
        await visitor.WaitForPathAsync("/admin/login");
        await visitor.OpenAsync("/admin/login?next=/admin/users");
        await visitor.PressAsync(visitor.Button("Use a passkey"));
        await Expect(visitor.Heading()).ToHaveTextAsync("Staff");
        Assert.Single(
            await venue.GetAuditTrailAsync(member.Id),
            entry => entry.After.Contains("\"by\":\"passkey\"", StringComparison.Ordinal)
        );

        // The password alone does not bypass the passkey: it leads to the second step.
        await visitor.PressAsync(visitor.Button("Sign out"));
        await visitor.WaitForPathAsync("/admin/login");
        await SignInAsync(visitor, member);
        await visitor.WaitForPathAsync("/admin/login/second-factor");
        await device.FailUserVerificationAsync();
        await visitor.PressAsync(visitor.Button("Use a passkey"));
        await Expect(visitor.Page.Locator("[data-problem]")).ToBeVisibleAsync();
        await visitor.OpenAsync("/admin");
        await visitor.WaitForPathAsync("/admin/login");
    }

    [Fact]
    public async Task A_passkey_response_works_once()
    {
        await using var venue = new PublicAddressApp();
        var member = await venue.CreateStaffWithoutSecondFactorAsync();
        var visitor = await ArriveAsync(at: venue.Address);
        await PasskeyDevice.AttachAsync(visitor);
        await SignInAsync(visitor, member);
        await visitor.WaitForPathAsync("/admin/account/second-factor");
        var registration = await CatchPasskeyPostAsync(visitor, () => visitor.PressAsync(visitor.Button("Add a passkey")));
        await Expect(visitor.Heading()).ToHaveTextAsync("Recovery codes");
        await visitor.PressAsync(visitor.Button("Sign out"));
        await visitor.WaitForPathAsync("/admin/login");
        await visitor.OpenAsync("/admin/login");
        var signIn = await CatchPasskeyPostAsync(visitor, () => visitor.PressAsync(visitor.Button("Use a passkey")));
        await Expect(visitor.Heading()).ToHaveTextAsync("Today");

        for (var replay = 0; replay < 3; replay++)
        {
            await ForgetSignCountAsync(venue, member);
            Assert.Equal(HttpStatusCode.Forbidden, await SendAgainAsync(signIn));
        }

        Assert.Equal(2, (await venue.GetAuditTrailAsync(member.Id)).Count(entry => entry.Action == "user.signed-in"));

        // The cookies of the session that added the passkey have ended with it; the challenge is used up as well.
        Assert.Equal(HttpStatusCode.Found, await SendAgainAsync(registration));
        Assert.Single(await venue.GetAuditTrailAsync(member.Id), entry => entry.Action == "user.passkey-added");
    }

    /// <summary>Confirming again with a passkey leads back to the page that asked.</summary>
    [Fact]
    public async Task A_passkey_confirms_that_it_is_still_the_same_person()
    {
        await using var venue = new PublicAddressApp();
        var member = await venue.CreateStaffWithoutSecondFactorAsync();
        var visitor = await ArriveAsync(at: venue.Address);
        await PasskeyDevice.AttachAsync(visitor);
        await SignInAsync(visitor, member);
        await visitor.WaitForPathAsync("/admin/account/second-factor");
        await visitor.PressAsync(visitor.Button("Add a passkey"));
        await Expect(visitor.Heading()).ToHaveTextAsync("Recovery codes");
        await visitor.OpenAsync("/admin/account/second-factor");
        venue.Clock.Advance(TimeSpan.FromMinutes(6));

        // The page was open for too long, so its script is sent to the confirmation too.
        await visitor.PressAsync(visitor.Button("Add a passkey"));
        await Expect(visitor.Heading()).ToHaveTextAsync("Confirm it’s you");
        await visitor.PressAsync(visitor.Button("Use a passkey"));
        await visitor.WaitForPathAsync("/admin/account/second-factor");
        await visitor.OpenAsync("/admin/account/password");
        await Expect(visitor.Heading()).ToHaveTextAsync("Change your password");
        Assert.Single(await venue.GetAuditTrailAsync(member.Id), entry => entry.Action == "user.confirmed-factor");
    }

    private static async Task<(string Url, string Body, Dictionary<string, string> Headers)> CatchPasskeyPostAsync(
        Visitor visitor,
        Func<Task> act
    )
    {
        var request = await visitor.Page.RunAndWaitForRequestAsync(
            act,
            request => request.Method == "POST" && request.Url.EndsWith("handler=Passkey", StringComparison.Ordinal)
        );
        return (request.Url, request.PostData!, await request.AllHeadersAsync());
    }

    /// <summary>As most phones do, which always send zero; a count that rises would give a replay away.</summary>
    private static Task ForgetSignCountAsync(TicketingApp venue, StaffMember member) =>
        venue.UseAsync<UserManager<AppUser>>(async users =>
        {
            var user = (await users.FindByIdAsync(member.Id.ToString()))!;
            var passkey = Assert.Single(await users.GetPasskeysAsync(user));
            passkey.SignCount = 0;
            Assert.True((await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded);
        });

    /// <summary>With the cookies that the browser sent.</summary>
    private static async Task<HttpStatusCode> SendAgainAsync((string Url, string Body, Dictionary<string, string> Headers) post)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, post.Url)
        {
            Content = new StringContent(post.Body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        request.Headers.Add("Cookie", post.Headers["cookie"]);
        using var answer = await client.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    private static async Task SignInAsync(Visitor visitor, StaffMember member)
    {
        await visitor.OpenAsync("/admin/login");
        await visitor.Page.GetByLabel("Email", new() { Exact = true }).FillAsync(member.Email);
        await visitor.Page.GetByLabel("Password").FillAsync(member.Password);
        await visitor.PressAsync(visitor.Button("Sign in"));
    }

    /// <summary>Passkeys are bound to the public address, so the app must listen there.</summary>
    private sealed class PublicAddressApp : TicketingApp
    {
        public PublicAddressApp()
        {
            var port = FreePort.Find();
            Address = new Uri($"http://localhost:{port}");
            Set("Site:PublicBaseUrl", $"http://localhost:{port}");
            UseKestrel(port);
            StartServer();
        }

        public Uri Address { get; }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseStaticWebAssets();
        }
    }
}
