using System.Net;
using Ticketing.Cancellations;
using Ticketing.CheckIn;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.CheckIn;

public sealed class ScanningTickets(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_ticket_admits_once_and_then_it_is_told_when_where_and_by_whom(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var order = await app.BuyAsync(show, "Seated", 2);
        var code = (await app.CodesAsync(order))[1];
        var member = await app.EmployAsync(name: "Grace Hopper");
        using var staff = app.NewBrowser();
        await staff.SignInAsync(member);
        var door = await (await staff.OpenAsync(AtTheDoor.DoorOf(show))).SubmitAsync(".gate form", new Dictionary<string, string> { ["gate"] = " Main\tdoor & <b> " });
        var valid = (await door.ScanAsync($"  {code} ")).Expect(HttpStatusCode.OK);
        Assert.Equal("Valid", valid.Headline());
        Assert.Contains("Ada Lovelace", valid.Document.QuerySelector(".answer")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"Seated · ticket 2 of 2 · {order.Reference}", valid.Document.QuerySelector(".answer")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Valid · ", valid.Document.Title, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(7));
        var used = await valid.ScanAsync(code);
        Assert.Equal("Already used", used.Headline());
        var came = TimeZoneInfo.ConvertTime(app.Clock.GetUtcNow().AddMinutes(-7), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        Assert.Contains($"Came in at {came:HH:mm}, Main door & <b>, by Grace Hopper.", used.Text, StringComparison.Ordinal);
        Assert.Equal([ScanResult.Admitted, ScanResult.AlreadyIn], (await app.ScansAsync(show)).Select(s => s.Result));
        Assert.All(await app.ScansAsync(show), scan => Assert.Equal((member.Id, "Grace Hopper", "Main door & <b>"), (scan.ById, scan.ByName, scan.Gate)));
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_is_shown_once_and_the_field_is_empty_and_ready_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        using var staff = await app.SignedInAsync();
        var answered = await (await staff.OpenAsync(AtTheDoor.DoorOf(show))).ScanAsync("https://elsewhere.example/menu");
        Assert.Equal("Not a ticket", answered.Headline());
        foreach (var page in new[] { answered, await staff.OpenAsync(AtTheDoor.DoorOf(show)) })
        {
            var field = page.Document.QuerySelector("#code")!;
            Assert.True(field.HasAttribute("autofocus") && string.IsNullOrEmpty(field.GetAttribute("value")));
        }

        Assert.Equal("Ready", (await staff.OpenAsync(AtTheDoor.DoorOf(show))).Headline());
    }

    [Theory, OnBothDatabases]
    public async Task Refunded_tickets_old_codes_and_other_events_are_told_apart(DatabaseProvider database)
    {
        app = venues.On(database);
        var (show, other) = (await app.PublishAsync(), await app.PublishAsync("The Other Night", _ => { }));
        var (refunded, reissued) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(show, "Standing", 1));
        var (voided, old) = ((await app.CodesAsync(refunded))[0], (await app.CodesAsync(reissued))[0]);
        await app.RefundedAsync(refunded);
        await app.ReissueAsync(reissued);
        using var staff = await app.SignedInAsync();
        var door = await staff.OpenAsync(AtTheDoor.DoorOf(show));
        await AssertRefusedAsync(door, voided, "Void", "Refunded: this ticket admits nobody any more.");
        await AssertRefusedAsync(door, old, "Old code", "this code is out of date");
        await AssertRefusedAsync(door, await app.BuyCodeAsync(other), "Wrong event", "For The Other Night, ");
        Assert.Equal(ScanResult.Admitted, (await app.ScanAsync(show, (await app.CodesAsync(reissued))[0])).Result);
        Assert.Equal(1, (await app.CountAsync(show)).In);
        Assert.Equal(0, (await app.CountAsync(other)).In);
    }

    [Theory, OnBothDatabases]
    public async Task A_forged_code_is_told_from_no_code_at_all_and_neither_is_kept(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var code = await app.BuyCodeAsync(show);
        var forged = code[..60] + (code[60] == 'A' ? 'B' : 'A') + code[61..];
        using var staff = await app.SignedInAsync();
        var door = await staff.OpenAsync(AtTheDoor.DoorOf(show));
        await AssertRefusedAsync(door, forged, "Forged", "we did not make it");
        await AssertRefusedAsync(door, new string('A', 126), "Forged", "we did not make it");
        await AssertRefusedAsync(door, "5000112637922", "Not a ticket", "no ticket code of ours");
        Assert.All(await app.ScansAsync(show), scan => Assert.Null(scan.TicketId));
        Assert.Equal("Valid", (await door.ScanAsync(code)).Headline());
    }

    [Theory, OnBothDatabases]
    public async Task Of_a_cancelled_event_nobody_is_let_in(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        var code = (await app.CodesAsync(order))[0];
        await app.UseAsync<CancelEvent>(cancel => cancel.CancelAsync(show.Id, "", Ct));
        using var staff = await app.SignedInAsync();
        var door = await staff.OpenAsync(AtTheDoor.DoorOf(show));
        Assert.Contains("This event is cancelled: nobody is let in.", door.Text, StringComparison.Ordinal);
        await AssertRefusedAsync(door, code, "Cancelled", "This event is cancelled");
        var ticket = (await app.TicketsOfAsync(order))[0].Id;
        var byHand = await app.UseAsync<AdmitTicket, Guid?>(admit => admit.LetInAsync(new Attempt(show.Id, "k", ""), ticket, Ct));
        Assert.Equal(ScanResult.Cancelled, (await app.ScansAsync(show)).Single(s => s.Id == byHand).Result);
    }

    [Theory, OnBothDatabases]
    public async Task A_code_ends_days_after_the_event_by_the_day_that_it_is_planned_for_now(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var (late, moved) = (await app.BuyCodeAsync(show), await app.BuyCodeAsync(show));
        app.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(ScanResult.Expired, (await app.ScanAsync(show, late)).Result);
        Assert.Equal(0, (await app.CountAsync(show)).In);
        await app.MoveAsync(show, app.Clock.GetUtcNow().AddHours(1));
        Assert.Equal(ScanResult.Admitted, (await app.ScanAsync(show, moved)).Result);
    }

    [Theory, OnBothDatabases]
    public async Task A_typed_order_reference_leads_to_its_tickets(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        using var staff = await app.SignedInAsync();
        var list = await (await staff.OpenAsync(AtTheDoor.DoorOf(show))).ScanAsync(order.Reference.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant());
        Assert.Equal(2, list.Document.QuerySelectorAll("form[action*=Admit]").Length);
        Assert.Empty(await app.ScansAsync(show));
    }

    private static async Task AssertRefusedAsync(Page door, string code, string headline, string why)
    {
        var answered = await door.ScanAsync(code);
        Assert.Equal(headline, answered.Headline());
        Assert.Contains(why, answered.Document.QuerySelector(".answer.bad")!.TextContent, StringComparison.Ordinal);
    }
}
