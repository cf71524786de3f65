using System.Net;
using Ticketing.Features.Cancellations;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.CheckIn;

public sealed class TicketScanTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string UpperCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string LowerCase = "abcdefghijklmnopqrstuvwxyz";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_second_scan_shows_when_where_and_by_whom_the_ticket_was_admitted(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Seated", 2);
        var code = (await app.GetTicketCodesAsync(order))[1];
        var member = await app.CreateStaffAsync(name: "Grace Hopper");
        using var staff = app.NewBrowser();
        await staff.SignInAsync(member);
        var door = await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).SubmitAsync(
            ".gate form",
            new Dictionary<string, string> { ["gate"] = " Main\tdoor & <b> " }
        );
        var valid = (await door.ScanAsync($"  {code} ")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("Valid", valid.ScanHeadline());
        Assert.Contains("Ada Lovelace", valid.Document.QuerySelector(".answer")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            $"Seated · ticket 2 of 2 · {order.Reference}",
            valid.Document.QuerySelector(".answer")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.StartsWith("Valid · ", valid.Document.Title, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(7));
        var used = await valid.ScanAsync(code);
        Assert.Equal("Already used", used.ScanHeadline());
        var came = TimeZoneInfo.ConvertTime(app.Clock.GetUtcNow().AddMinutes(-7), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        Assert.Contains($"Came in at {came:HH:mm}, Main door & <b>, by Grace Hopper.", used.Text, StringComparison.Ordinal);
        Assert.Equal([ScanResult.Admitted, ScanResult.AlreadyIn], (await app.GetScansAsync(show)).Select(s => s.Result));
        Assert.All(
            await app.GetScansAsync(show),
            scan => Assert.Equal((member.Id, "Grace Hopper", "Main door & <b>"), (scan.ById, scan.ByName, scan.Gate))
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_result_is_shown_once_and_the_field_is_empty_and_focused_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var answered = await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).ScanAsync("https://elsewhere.example/menu");
        Assert.Equal("Not a ticket", answered.ScanHeadline());
        foreach (var page in new[] { answered, await staff.OpenAsync(CheckInActions.CheckInPath(show)) })
        {
            var field = page.Document.QuerySelector("#code")!;
            Assert.True(field.HasAttribute("autofocus") && string.IsNullOrEmpty(field.GetAttribute("value")));
        }

        Assert.Equal("Ready", (await staff.OpenAsync(CheckInActions.CheckInPath(show))).ScanHeadline());
    }

    [Theory, OnEitherDatabase]
    public async Task Refunded_tickets_old_codes_and_other_events_are_told_apart(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync("The Other Night", _ => { }));
        var (refunded, reissued) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(show, "Standing", 1));
        var (voided, old) = ((await app.GetTicketCodesAsync(refunded))[0], (await app.GetTicketCodesAsync(reissued))[0]);
        await app.StartRefundAsync(refunded);
        await app.ReissueTicketsAsync(reissued);
        using var staff = await app.SignInAsStaffAsync();
        var door = await staff.OpenAsync(CheckInActions.CheckInPath(show));
        await AssertRefusedAsync(door, voided, "Void", "Refunded: this ticket is no longer valid.");
        await AssertRefusedAsync(door, old, "Old code", "this code no longer works");
        await AssertRefusedAsync(door, await app.BuyTicketCodeAsync(other), "Wrong event", "For The Other Night, ");
        Assert.Equal(ScanResult.Admitted, (await app.ScanAsync(show, (await app.GetTicketCodesAsync(reissued))[0])).Result);
        Assert.Equal(1, (await app.GetCheckInCountAsync(show)).In);
        Assert.Equal(0, (await app.GetCheckInCountAsync(other)).In);
    }

    [Theory, OnEitherDatabase]
    public async Task A_forged_code_differs_from_no_code_and_neither_is_stored(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.BuyTicketCodeAsync(show);
        var forged = code[..60] + (code[60] == 'A' ? 'B' : 'A') + code[61..];
        using var staff = await app.SignInAsStaffAsync();
        var door = await staff.OpenAsync(CheckInActions.CheckInPath(show));
        await AssertRefusedAsync(door, forged, "Forged", "Do not admit");
        await AssertRefusedAsync(door, new string('A', 126), "Forged", "Do not admit");
        await AssertRefusedAsync(door, "5000112637922", "Not a ticket", "Not one of our tickets");
        Assert.All(await app.GetScansAsync(show), scan => Assert.Null(scan.TicketId));
        Assert.Equal("Valid", (await door.ScanAsync(code)).ScanHeadline());
    }

    [Theory, OnEitherDatabase]
    public async Task A_code_signed_with_another_events_key_is_forged(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var order = await app.BuyAsync(show, "Standing", 1);
        var tickets = await app.GetTicketsAsync(order);
        var code = Assert.Single(
            await app.UseAsync<TicketCodeService, IReadOnlyList<string>>(codes => codes.SignAsync(other, tickets, Ct))
        );
        Assert.Equal(ScanResult.Forged, (await app.ScanAsync(show, code)).Result);
        Assert.Equal(ScanResult.Forged, (await app.ScanAsync(other, code)).Result);
        Assert.Equal(0, (await app.GetCheckInCountAsync(show)).In);
        Assert.Equal(ScanResult.Admitted, (await app.ScanAsync(show, (await app.GetTicketCodesAsync(order))[0])).Result);
    }

    [Theory, OnEitherDatabase]
    public async Task A_cancelled_event_admits_nobody(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        var code = (await app.GetTicketCodesAsync(order))[0];
        await app.UseAsync<CancelEvent>(cancel => cancel.CancelAsync(show.Id, "", Ct));
        using var staff = await app.SignInAsStaffAsync();
        var door = await staff.OpenAsync(CheckInActions.CheckInPath(show));
        Assert.Contains("This event is cancelled: nobody is let in.", door.Text, StringComparison.Ordinal);
        await AssertRefusedAsync(door, code, "Cancelled", "This event is cancelled");
        var ticket = (await app.GetTicketsAsync(order))[0].Id;
        var byHand = await app.UseAsync<AdmitTicket, Guid?>(admit => admit.AdmitByHandAsync(new ScanAttempt(show.Id, "k", ""), ticket, Ct));
        Assert.Equal(ScanResult.Cancelled, (await app.GetScansAsync(show)).Single(s => s.Id == byHand).Result);
    }

    [Theory, OnEitherDatabase]
    public async Task A_postponed_event_admits_nobody_so_that_no_ticket_is_used_up(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        var code = (await app.GetTicketCodesAsync(order))[0];
        await app.SetStatusAsync(show, EventStatus.Postponed);
        using var staff = await app.SignInAsStaffAsync();
        var door = await staff.OpenAsync(CheckInActions.CheckInPath(show));
        await AssertRefusedAsync(door, code, "Cancelled", "This event is postponed: nobody is let in before its new date.");
        await app.SetStatusAsync(show, EventStatus.Active);
        Assert.Equal(ScanResult.Admitted, (await app.ScanAsync(show, code)).Result);
    }

    [Theory, OnEitherDatabase]
    public async Task A_code_expires_days_after_the_currently_planned_date(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var (late, moved) = (await app.BuyTicketCodeAsync(show), await app.BuyTicketCodeAsync(show));
        app.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(ScanResult.Expired, (await app.ScanAsync(show, late)).Result);
        Assert.Equal(0, (await app.GetCheckInCountAsync(show)).In);
        await app.RescheduleAsync(show, app.Clock.GetUtcNow().AddHours(1));
        Assert.Equal(ScanResult.Admitted, (await app.ScanAsync(show, moved)).Result);
    }

    [Theory, OnEitherDatabase]
    public async Task A_festivals_codes_are_good_until_its_end_also_if_they_were_issued_before_it_was_known(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        var starts = app.Clock.GetUtcNow().AddDays(-2.5);
        await app.RescheduleAsync(show, starts);
        var codes = await app.GetTicketCodesAsync(order);
        await app.RescheduleAsync(show, starts, starts.AddDays(3));
        Assert.Equal(ScanResult.Admitted, (await app.ScanAsync(show, codes[0])).Result);
        var claims = TicketCode.TryDecode(
            (await app.GetTicketCodesAsync(await app.SellAsync(show, "Standing", 1)))[0],
            out var bytes,
            out _
        )
            ? TicketClaims.FromBytes(bytes)
            : null;
        Assert.True(claims!.Value.NotAfter >= starts.AddDays(3));
        await app.RescheduleAsync(show, starts.AddDays(-3), starts);
        Assert.Equal(ScanResult.Expired, (await app.ScanAsync(show, codes[1])).Result);
    }

    [Theory, OnEitherDatabase("Caps Lock")]
    [OnEitherDatabase("QWERTZ")]
    [OnEitherDatabase("QWERTZ of a code with neither dash nor underscore")]
    [OnEitherDatabase("AZERTY")]
    [OnEitherDatabase("Cyrillic")]
    public async Task A_genuine_code_typed_on_another_keyboard_layout_is_never_forged(DatabaseProvider database, string layout)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var codes = await app.GetTicketCodesAsync(await app.BuyAsync(show, "Standing", 2));
        var code = codes.First(c =>
            c.Contains('y', StringComparison.OrdinalIgnoreCase) || c.Contains('z', StringComparison.OrdinalIgnoreCase)
        );
        var typed = Type(code, layout);
        Assert.NotEqual(code, typed);
        using var staff = await app.SignInAsStaffAsync();
        var door = await staff.OpenAsync(CheckInActions.CheckInPath(show));
        var answered = await door.ScanAsync(typed);
        Assert.Equal("Not read", answered.ScanHeadline());
        Assert.Contains("Check the scanner’s keyboard layout", answered.Text, StringComparison.Ordinal);
        Assert.NotNull(answered.Document.QuerySelector(".answer.unchecked[data-result=notATicket]"));
        Assert.Equal(0, (await app.GetCheckInCountAsync(show)).In);
        Assert.Equal("Valid", (await door.ScanAsync(code)).ScanHeadline());
    }

    [Theory, OnEitherDatabase]
    public async Task The_same_code_again_on_one_device_within_three_seconds_was_just_let_in(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.BuyTicketCodeAsync(show);
        using var staff = await app.SignInAsStaffAsync();
        var ready = await staff.OpenAsync(CheckInActions.CheckInPath(show));
        var valid = await ready.ScanAsync(code);
        app.Clock.Advance(TimeSpan.FromSeconds(3));
        var again = await valid.ScanAsync(code);
        Assert.Equal("Just let in", again.ScanHeadline());
        Assert.Contains("nobody else was let in", again.Text, StringComparison.Ordinal);
        Assert.Null(again.Document.QuerySelector(".answer.good"));
        Assert.Single(await app.GetScansAsync(show));

        // A copy at another device, where this answer was not shown.
        await AssertRefusedAsync(await staff.OpenAsync(CheckInActions.CheckInPath(show)), code, "Already used", "Came in at ");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await AssertRefusedAsync(again, code, "Already used", "Came in at ");
        Assert.Equal(1, (await app.GetCheckInCountAsync(show)).In);
    }

    [Theory, OnEitherDatabase]
    public async Task The_note_of_a_ticket_type_is_shown_with_the_answer(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100, type => type.Note = "Bring your student card"));
        var order = await app.BuyAsync(show, "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();
        var valid = await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).ScanAsync((await app.GetTicketCodesAsync(order))[0]);
        Assert.Equal("Bring your student card", valid.Document.QuerySelector(".answer.good .note")!.TextContent);
        Assert.Contains(
            "(Bring your student card)",
            (await staff.OpenAsync($"{CheckInActions.CheckInPath(show)}/list?q={order.Reference}")).Text,
            StringComparison.Ordinal
        );
    }

    private static string Type(string code, string layout)
    {
        var (keys, typed) = layout switch
        {
            "Caps Lock" => (UpperCase + LowerCase, LowerCase + UpperCase),
            "QWERTZ" => ("yzYZ-_", "zyZYß?"),
            "AZERTY" => ("aqzwAQZWmM1234567890-_", "qawzQAWZ,?&é\"'(-è_çà)°"),
            "Cyrillic" => ("abcdefABCDEF", "фисвуаФИСВУА"),
            _ => ("yzYZ", "zyZY"),
        };
        return string.Concat(code.Select(c => keys.IndexOf(c, StringComparison.Ordinal) is >= 0 and var key ? typed[key] : c));
    }

    private static async Task AssertRefusedAsync(BrowserPage door, string code, string headline, string why)
    {
        var answered = await door.ScanAsync(code);
        Assert.Equal(headline, answered.ScanHeadline());
        Assert.Contains(why, answered.Document.QuerySelector(".answer.bad")!.TextContent, StringComparison.Ordinal);
    }
}
