using System.Net;
using AngleSharp.Html.Parser;
using Ticketing.CheckIn;
using Ticketing.Data;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tickets;
using Xunit;

namespace Ticketing.Tests.CheckIn;

/// <summary>Concurrent scans, repeated requests, and refunds at the same moment.</summary>
public sealed class RacingThroughTheDoor(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_hundred_scans_of_one_ticket_at_once_let_one_person_in(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var code = await app.BuyCodeAsync(show);
        using var staff = await app.SignedInAsync();
        var door = await staff.OpenAsync(AtTheDoor.DoorOf(show));
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => AskAsync(door, code, UnguessableCode.New())));
        Assert.Single(answers, "Valid");
        Assert.Equal(99, answers.Count(answer => answer == "Already used"));
        var scans = await app.ScansAsync(show);
        Assert.Equal(100, scans.Count);
        Assert.Single(scans, s => s.Result == ScanResult.Admitted);
        Assert.Equal(1, (await app.CountAsync(show)).In);
    }

    [Theory, OnBothDatabases]
    public async Task One_scan_that_is_sent_again_is_answered_valid_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var code = await app.BuyCodeAsync(show);
        using var staff = await app.SignedInAsync();
        var door = await staff.OpenAsync(AtTheDoor.DoorOf(show));
        var key = UnguessableCode.New();
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(door, code, key))), answer => Assert.Equal("Valid", answer));
        Assert.Equal("Valid", await AskAsync(door, code, key));
        Assert.Single(await app.ScansAsync(show));
        Assert.Equal("Already used", await AskAsync(door, code, UnguessableCode.New()));
    }

    [Theory, OnBothDatabases]
    public async Task A_form_that_comes_back_with_another_code_is_another_scan(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var codes = await app.CodesAsync(await app.BuyAsync(show, "Standing", 2));
        var key = UnguessableCode.New();
        await app.ScanAsync(show, codes[1]);
        Assert.Equal(ScanResult.Admitted, (await app.ScanAsync(show, codes[0], key)).Result);
        Assert.Equal(ScanResult.AlreadyIn, (await app.ScanAsync(show, codes[1], key)).Result);
        Assert.Equal(ScanResult.Forged, (await app.ScanAsync(show, new string('A', 126), key)).Result);
        Assert.Equal(ScanResult.Forged, (await app.ScanAsync(show, new string('A', 126), key)).Result);
        Assert.Equal(ScanResult.Admitted, (await app.ScanAsync(show, codes[0], key)).Result);
    }

    [Theory, OnBothDatabases]
    public async Task A_scan_that_is_sent_again_after_it_was_undone_is_not_answered_valid(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var code = await app.BuyCodeAsync(show);
        var key = UnguessableCode.New();
        await app.UndoAsync(await app.ScanAsync(show, code, key));
        Assert.Equal(ScanResult.Undone, (await app.ScanAsync(show, code, key)).Result);
        Assert.Equal(0, (await app.CountAsync(show)).In);
        Assert.Equal(ScanResult.Admitted, (await app.ScanAsync(show, code)).Result);
    }

    [Theory, OnBothDatabases]
    public async Task A_ticket_that_was_refunded_admits_nobody_afterwards_however_close_it_was(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        for (var round = 0; round < 10; round++)
        {
            var order = await app.BuyAsync(show, "Standing", 1);
            var code = (await app.CodesAsync(order))[0];
            var refunding = Task.Run(() => app.RefundAsync(order), Ct);
            var scanning = Task.Run(() => app.ScanAsync(show, code), Ct);
            Assert.IsType<RefundOutcome.Started>(await refunding);
            var answer = await scanning;
            var ticket = Assert.Single(await app.TicketsOfAsync(order));
            Assert.Equal(TicketStatus.Void, ticket.Status);
            Assert.Contains(answer.Result, new[] { ScanResult.Admitted, ScanResult.Void });
            Assert.Equal(answer.Result == ScanResult.Admitted, ticket.CheckedInAt is not null);
            await app.UndoAsync(answer);
            Assert.Equal(ScanResult.Void, (await app.ScanAsync(show, code)).Result);
        }

        await app.RunAsync<RefundPass>();
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Two_doors_scanning_and_undoing_at_once_lose_count_of_nobody(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var code = await app.BuyCodeAsync(show);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(async () =>
        {
            if (await app.ScanAsync(show, code) is { Stands: true } admission)
            {
                await app.UndoAsync(admission);
            }
        }, Ct)));
        var scans = await app.ScansAsync(show);
        Assert.Equal(scans.Count(s => s.Result == ScanResult.Admitted), scans.Count(s => s.Result == ScanResult.Undone));
        Assert.Equal(0, (await app.CountAsync(show)).In);
    }

    private static async Task<string> AskAsync(Page door, string code, string key)
    {
        using var request = door.RequestFor(AtTheDoor.ScanForm, new Dictionary<string, string> { ["code"] = code, ["key"] = key });
        request.Headers.Add("X-Requested-With", "fetch");
        using var response = await door.Browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var part = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(Ct));
        Assert.Null(part.QuerySelector("h1"));
        return part.QuerySelector(".answer .word")!.TextContent;
    }
}
