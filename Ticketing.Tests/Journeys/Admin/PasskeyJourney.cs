using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Ticketing.Infrastructure.Data.Identity;
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
        await visitor.PressAsync(visitor.Page.GetByText("I have kept them"));
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

    private static async Task SignInAsync(Visitor visitor, StaffMember member)
    {
        await visitor.OpenAsync("/admin/login");
        await visitor.Page.GetByLabel("E-mail").FillAsync(member.Email);
        await visitor.Page.GetByLabel("Password").FillAsync(member.Password);
        await visitor.PressAsync(visitor.Button("Sign in"));
    }

    /// <summary>Passkeys are bound to the public address, so the app must listen there.</summary>
    private sealed class PublicAddressApp : TicketingApp
    {
        public PublicAddressApp()
        {
            var port = FreePort();
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

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
