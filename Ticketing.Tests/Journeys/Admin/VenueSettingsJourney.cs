using Microsoft.Playwright;
using SkiaSharp;
using Ticketing.Features.Settings;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class VenueSettingsJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task A_superadmin_changes_name_colour_logo_and_fee_and_the_shop_follows()
    {
        await using var venue = ListeningApp.On(DatabaseProvider.Sqlite);
        var show = await venue.PublishEventAsync();
        var buyer = await ArriveAsync(Device.Phone, venue.Address);
        await buyer.OpenAsync(show);
        var before = await ColourAsync(buyer);
        var staff = await ArriveAsync(at: venue.Address);
        await staff.SignInAsync(venue, "/admin/settings", Roles.SuperAdmin);

        await staff.Page.GetByLabel("Name").FillAsync("The Green Room");
        await staff.Page.GetByLabel("Accent colour", new() { Exact = true }).FillAsync("#0a7d3c");
        await Expect(staff.Page.Locator(".swatches rect[fill='#0a7d3c']").First).ToBeVisibleAsync();
        await staff.PressAsync(staff.Button("Save"));
        await Expect(staff.Page.Locator(".notice.success")).ToContainTextAsync("Saved.");
        await staff
            .Page.GetByLabel("Picture")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "logo.png",
                    MimeType = "image/png",
                    Buffer = TestImages.Bar(600, 120, SKColors.Black),
                }
            );
        await staff.PressAsync(staff.Button("Upload the logo"));
        await Expect(staff.Page.Locator(".grounds img")).ToHaveCountAsync(2);
        await staff.PressAsync(staff.Page.GetByRole(AriaRole.Link, new() { Name = "Texts" }));
        await staff.WaitForPathAsync("/admin/settings/texts");
        await staff.Page.GetByLabel("Welcome", new() { Exact = true }).FillAsync("Come as you **are**");
        await Expect(staff.Page.Locator("[data-preview] strong")).ToHaveTextAsync("are");
        await staff.PressAsync(staff.Button("Save"));
        await staff.PressAsync(staff.Link("Money"));
        await staff.WaitForPathAsync("/admin/settings/money");
        await staff.Page.GetByLabel("Booking fee, per cent").FillAsync("10");
        await staff.PressAsync(staff.Button("Save"));
        await Expect(staff.Page.Locator(".notice.success")).ToContainTextAsync("Saved.");

        await buyer.Page.ReloadAsync();
        await Expect(buyer.Page.Locator("a.mark img")).ToHaveAttributeAsync("alt", "The Green Room");
        Assert.NotEqual(before, await ColourAsync(buyer));
        await Expect(buyer.TicketTypeItem("Standing")).ToContainTextAsync("£15.70");
        await LayoutChecks.AssertFitsAsync(buyer);
    }

    [Fact]
    public async Task Settings_pages_are_accessible()
    {
        await using var venue = ListeningApp.On(DatabaseProvider.Sqlite);
        var staff = await ArriveAsync(at: venue.Address);
        await staff.SignInAsync(venue, "/admin/settings", Roles.SuperAdmin);
        await staff
            .Page.GetByLabel("Picture")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "logo.png",
                    MimeType = "image/png",
                    Buffer = TestImages.Bar(600, 120, SKColors.White),
                }
            );
        await staff.PressAsync(staff.Button("Upload the logo"));
        foreach (var part in Enum.GetNames<SettingGroup>())
        {
            await staff.OpenAsync($"/admin/settings/{part.ToLowerInvariant()}");
            await staff.AssertAccessibleAsync();
        }

        await staff.OpenAsync("/admin/settings/money");
        await staff.Page.GetByLabel("Booking fee, fixed").FillAsync("much");
        await staff.PressAsync(staff.Button("Save"));
        await Expect(staff.Page.Locator(".field .error")).ToContainTextAsync("Enter an amount");
        await staff.AssertAccessibleAsync();
    }

    private static Task<string> ColourAsync(Visitor visitor) =>
        visitor.Page.Locator(".picker .button").First.EvaluateAsync<string>("button => getComputedStyle(button).backgroundColor");
}
