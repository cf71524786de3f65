using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Documents;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class CheckInJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private static readonly Device Phone = new(360, 740, ColorScheme.Dark, HasTouch: true);

    /// <summary>A camera that films what window.hold(picture) is given. The decoder is the one of browsers without their own.</summary>
    private const string FakeCamera = """
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [640, 480];
        const paper = canvas.getContext("2d");
        let held = null;
        window.hold = async picture => {
          held = picture && Object.assign(new Image(), { src: picture });
          await held?.decode();
        };
        setInterval(() => {
          paper.fillStyle = "#fff";
          paper.fillRect(0, 0, 640, 480);
          if (held?.complete) paper.drawImage(held, 120, 40, 400, 400);
        }, 100);
        window.cameras = 0;
        navigator.mediaDevices.getUserMedia = async () => {
          window.cameras++;
          return window.stream = canvas.captureStream(10);
        };
        """;

    public static TheoryData<bool> WithAndWithoutScripts => [true, false];

    [Theory]
    [MemberData(nameof(WithAndWithoutScripts))]
    public async Task A_phone_with_a_handheld_scanner_lets_people_in_one_after_the_other(bool scripts)
    {
        var show = await PublishTonightAsync();
        var order = await App.BuyAsync(show, "Standing", 2);
        var codes = await App.GetTicketCodesAsync(order);
        var staff = await SignInAtDoorAsync(Phone with { HasJavaScript = scripts }, show);
        await TypeAsync(staff, codes[0]);
        await ExpectResultAsync(staff, "Valid", "Ada Lovelace");
        await Expect(staff.Button($"Let in 1 more of order {order.Reference}")).ToBeVisibleAsync();
        await TypeAsync(staff, codes[0]);
        await ExpectResultAsync(staff, "Just let in", "nobody else was let in");
        App.Clock.Advance(TimeSpan.FromSeconds(4));
        await TypeAsync(staff, codes[0]);
        await ExpectResultAsync(staff, "Already used", "Came in at ");
        await TypeAsync(staff, new string('A', 126));
        await ExpectResultAsync(staff, "Forged", "Do not admit");
        await TypeAsync(staff, codes[1]);
        await ExpectResultAsync(staff, "Valid", "ticket 2 of 2");
        await Expect(staff.Page.Locator(".inside strong")).ToHaveTextAsync("2");
        await staff.PressAsync(staff.Button("Undo for Ada Lovelace, ticket 2"));
        await ExpectResultAsync(staff, "Undone", "can be used again");
        await Expect(staff.Page.Locator(".inside strong")).ToHaveTextAsync("1");
        await staff.PressAsync(staff.Link("Find by name"));
        await Expect(staff.Page.GetByLabel("Name or order reference")).ToBeFocusedAsync();
        await staff.Page.Keyboard.TypeAsync("lovel");
        await staff.Page.Keyboard.PressAsync("Enter");
        await staff.Button("Let in Ada Lovelace, ticket 2").FocusAsync();
        await staff.Page.Keyboard.PressAsync("Enter");
        await Expect(staff.Page.Locator(".answer .word")).ToHaveTextAsync("Valid");
        await Expect(staff.Page.Locator(".inside strong")).ToHaveTextAsync("2");
        await staff.PressAsync(staff.Link("Back to scanning"));
        await TypeAsync(staff, codes[1]);
        await ExpectResultAsync(staff, "Already used", "Came in at ");
        await TypeAsync(staff, order.Reference);
        await Expect(staff.Page).ToHaveURLAsync(new Regex("/list\\?q="));
    }

    [Fact]
    public async Task Fast_scans_are_queued_and_a_lost_request_keeps_its_code()
    {
        var show = await PublishTonightAsync();
        var codes = await App.GetTicketCodesAsync(await App.BuyAsync(show, "Standing", 4));
        var staff = await SignInAtDoorAsync(Device.Desktop, show);
        var (asked, cut) = (0, false);
        await staff.Page.RouteAsync(
            "**/admin/check-in/*",
            async route =>
            {
                if (route.Request.Method != "POST")
                {
                    await route.ContinueAsync();
                    return;
                }

                asked++;
                await Task.Delay(200);
                if (!cut)
                {
                    await route.ContinueAsync();
                    return;
                }

                // The server processes the scan, but the response is lost.
                await route.FetchAsync();
            }
        );
        foreach (var code in codes.Take(3))
        {
            await staff.Page.Keyboard.InsertTextAsync(code);
            await staff.Page.Keyboard.PressAsync("Enter");
        }

        await Expect(staff.Page.Locator(".inside strong")).ToHaveTextAsync("3");
        await ExpectResultAsync(staff, "Valid", "ticket 3 of 4");
        Assert.Equal(3, asked);
        cut = true;
        await TypeAsync(staff, codes[3]);
        await Expect(staff.Page.Locator(".answer .word")).ToHaveTextAsync("Not checked");
        await Expect(staff.Page.Locator("#code")).ToHaveValueAsync(codes[3]);
        cut = false;
        await staff.Page.Keyboard.PressAsync("Enter");
        await ExpectResultAsync(staff, "Valid", "ticket 4 of 4");
        Assert.Equal(4, (await App.GetCheckInCountAsync(show)).In);
        Assert.DoesNotContain(await App.GetScansAsync(show), scan => scan.Result != ScanResult.Admitted);
    }

    [Fact]
    public async Task The_camera_sends_a_code_once_while_it_is_in_view()
    {
        var show = await PublishTonightAsync();
        var code = (await App.GetTicketCodesAsync(await App.BuyAsync(show, "Standing", 1)))[0];
        var staff = await SignInAtDoorAsync(Phone, show, FakeCamera);
        await staff.PressAsync(staff.Button("Use the camera"));
        await Expect(staff.Page.Locator("video")).ToBeVisibleAsync();
        await Expect(staff.Page.Locator("header.top")).ToBeHiddenAsync();
        var picture = QrCode.Create(code).ToDataUri("Ticket code");
        await staff.Page.EvaluateAsync("picture => hold(picture)", picture);
        await ExpectResultAsync(staff, "Valid", "Ada Lovelace");
        await Expect(staff.Page.Locator(".stage .answer")).ToBeInViewportAsync();
        await staff.AssertAccessibleAsync();
        await staff.Page.WaitForTimeoutAsync(3500);
        await ExpectResultAsync(staff, "Valid", "Ada Lovelace");
        Assert.Single(await App.GetScansAsync(show));

        // As after the phone was locked: the camera's picture has ended.
        await staff.Page.EvaluateAsync(
            """
            () => {
              hold(null);
              stream.getTracks().forEach(track => track.stop());
              document.dispatchEvent(new Event("visibilitychange"));
            }
            """
        );
        await staff.Page.WaitForFunctionAsync("cameras === 2");
        await staff.Page.WaitForTimeoutAsync(3000);
        App.Clock.Advance(TimeSpan.FromSeconds(4));
        await staff.Page.EvaluateAsync("picture => hold(picture)", picture);
        await ExpectResultAsync(staff, "Already used", "Came in at ");
        await staff.PressAsync(staff.Button("Stop the camera"));
        await Expect(staff.Page.Locator("video")).ToBeHiddenAsync();
        await Expect(staff.Page.Locator("header.top")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_count_follows_other_gates_and_typing_anywhere_reaches_the_field()
    {
        var show = await PublishTonightAsync();
        var codes = await App.GetTicketCodesAsync(await App.BuyAsync(show, "Standing", 3));
        var staff = await SignInAtDoorAsync(Device.Desktop, show);
        await App.ScanAsync(show, codes[0]);
        await Expect(staff.Page.Locator(".inside strong")).ToHaveTextAsync("1");
        await staff.Link("Find by name").FocusAsync();
        await staff.Page.Keyboard.TypeAsync(codes[1]);
        await staff.Page.Keyboard.PressAsync("Enter");
        await ExpectResultAsync(staff, "Valid", "ticket 2 of 3");

        // A scanner that ends with Tab, and a person who does.
        await staff.Page.Keyboard.InsertTextAsync(codes[2]);
        await staff.Page.Keyboard.PressAsync("Tab");
        await ExpectResultAsync(staff, "Valid", "ticket 3 of 3");
        await staff.Page.Keyboard.TypeAsync("lovel", new KeyboardTypeOptions { Delay = 60 });
        await staff.Page.Keyboard.PressAsync("Tab");
        await Expect(staff.Button("Check")).ToBeFocusedAsync();
        await staff.Page.Keyboard.PressAsync("Enter");
        await Expect(staff.Page).ToHaveURLAsync(new Regex("/list\\?q=lovel"));
    }

    [Fact]
    public async Task Every_page_and_answer_is_accessible_and_fits_wide_and_narrow_light_and_dark()
    {
        var (show, other) = (await PublishTonightAsync(), await PublishTonightAsync());
        var order = await App.BuyAsync(show, "Standing", 3);
        var codes = await App.GetTicketCodesAsync(order);
        var staff = await SignInAtDoorAsync(Device.Desktop, show);
        await staff.AssertAccessibleAsync();
        foreach (var code in new[] { codes[0], codes[0], await App.BuyTicketCodeAsync(other), new string('A', 126), new string('é', 126) })
        {
            await TypeAsync(staff, code);
            await Expect(staff.Page.Locator(".answer[data-kind]")).ToBeVisibleAsync();
            await staff.AssertAccessibleAsync();
        }

        await staff.PressAsync(staff.Button("Undo for Ada Lovelace, ticket 1"));
        await ExpectResultAsync(staff, "Undone", "");
        await staff.AssertAccessibleAsync();
        await staff.Page.RouteAsync(
            "**/admin/check-in/*",
            route => route.Request.Method == "POST" ? Task.CompletedTask : route.ContinueAsync()
        );
        await TypeAsync(staff, codes[1]);
        await Expect(staff.Page.Locator(".answer .word")).ToHaveTextAsync("Not checked");
        await staff.AssertAccessibleAsync();
        foreach (
            var path in new[]
            {
                "/admin/check-in?all=true",
                $"{CheckInActions.CheckInPath(show)}/list?q=nobody+at+all",
                $"{CheckInActions.CheckInPath(show)}/list?q=ada",
            }
        )
        {
            await staff.OpenAsync(path);
            await staff.AssertAccessibleAsync();
        }

        await staff.PressAsync(staff.Button("Let in Ada Lovelace, ticket 2"));
        await Expect(staff.Page.Locator(".answer .word")).ToHaveTextAsync("Valid");
        await staff.AssertAccessibleAsync();
    }

    private Task<Event> PublishTonightAsync() =>
        App.PublishEventAsync(
            "Tonight at the Blue Room",
            e => e.StartsAt = (e.DoorsAt = App.Clock.GetUtcNow().AddHours(1)).Value.AddHours(1)
        );

    private async Task<Visitor> SignInAtDoorAsync(Device device, Event show, string? script = null)
    {
        var staff = await ArriveAsync(device);
        if (script is not null)
        {
            await staff.Page.AddInitScriptAsync(script);
        }

        await staff.SignInAsync(App, CheckInActions.CheckInPath(show));
        await Expect(staff.Heading()).ToHaveTextAsync(show.Title);
        await Expect(staff.Page.Locator(".answer .word")).ToHaveTextAsync("Ready");
        return staff;
    }

    /// <summary>Types like a handheld scanner, without clicking first.</summary>
    private static async Task TypeAsync(Visitor staff, string code)
    {
        await Expect(staff.Page.Locator("#code")).ToBeFocusedAsync();
        await staff.Page.Keyboard.InsertTextAsync(code);
        await staff.Page.Keyboard.PressAsync("Enter");
    }

    private static async Task ExpectResultAsync(Visitor staff, string word, string said)
    {
        await Expect(staff.Page.Locator(".answer .word")).ToHaveTextAsync(word);
        await Expect(staff.Page.Locator(".answer")).ToContainTextAsync(said);
        await Expect(staff.Page.Locator("#code")).ToBeFocusedAsync();
        await Expect(staff.Page.Locator("#code")).ToHaveValueAsync("");
    }
}
