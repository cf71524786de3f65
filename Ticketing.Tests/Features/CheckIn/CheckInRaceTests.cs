using System.Net;
using AngleSharp.Html.Parser;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.CheckIn;

/// <summary>Concurrent scans, repeated requests, and refunds at the same moment.</summary>
public sealed class CheckInRaceTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_hundred_concurrent_scans_of_one_ticket_admit_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.BuyTicketCodeAsync(show);
        using var staff = await app.SignInAsStaffAsync();
        var door = await staff.OpenAsync(CheckInActions.CheckInPath(show));
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ScanByFetchAsync(door, code, UnguessableCode.Create())));
        Assert.Single(answers, "Valid");
        Assert.Equal(99, answers.Count(answer => answer == "Already used"));
        var scans = await app.GetScansAsync(show);
        Assert.Equal(100, scans.Count);
        Assert.Single(scans, s => s.Result == ScanResult.Admitted);
        Assert.Equal(1, (await app.GetCheckInCountAsync(show)).In);
    }

    [Theory, OnBothDatabases]
    public async Task A_repeated_scan_request_is_answered_valid_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.BuyTicketCodeAsync(show);
        using var staff = await app.SignInAsStaffAsync();
        var door = await staff.OpenAsync(CheckInActions.CheckInPath(show));
        var key = UnguessableCode.Create();
        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ScanByFetchAsync(door, code, key))),
            answer => Assert.Equal("Valid", answer)
        );
        Assert.Equal("Valid", await ScanByFetchAsync(door, code, key));
        Assert.Single(await app.GetScansAsync(show));
        Assert.Equal("Already used", await ScanByFetchAsync(door, code, UnguessableCode.Create()));
    }

    /// <summary>They have no ticket whose row could be locked.</summary>
    [Theory, OnBothDatabases]
    public async Task A_scan_of_no_ticket_that_is_repeated_at_the_same_moment_is_stored_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        foreach (var (code, result) in new[] { ("hello", ScanResult.Unknown), (new string('A', 126), ScanResult.Forged) })
        {
            for (var round = 0; round < 5; round++)
            {
                var (before, key) = ((await app.GetScansAsync(show)).Count, UnguessableCode.Create());
                var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => app.ScanAsync(show, code, key), Ct)));
                Assert.Single(answers.Select(answer => answer.Scan.Id).Distinct());
                Assert.All(answers, answer => Assert.Equal(result, answer.Result));
                Assert.Equal(before + 1, (await app.GetScansAsync(show)).Count);
            }
        }

        // The key is the scanner's own: the same one at another door is another scan.
        var first = await app.ScanAsync(show, "hello", "1");
        Assert.NotEqual(first.Scan.Id, (await app.ScanAsync(await app.PublishEventAsync(), "hello", "1")).Scan.Id);
    }

    [Theory, OnBothDatabases]
    public async Task A_form_resubmitted_with_another_code_is_another_scan(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var codes = await app.GetTicketCodesAsync(await app.BuyAsync(show, "Standing", 2));
        var key = UnguessableCode.Create();
        await app.ScanAsync(show, codes[1]);
        Assert.Equal(ScanResult.Admitted, (await app.ScanAsync(show, codes[0], key)).Result);
        Assert.Equal(ScanResult.AlreadyIn, (await app.ScanAsync(show, codes[1], key)).Result);
        Assert.Equal(ScanResult.Forged, (await app.ScanAsync(show, new string('A', 126), key)).Result);
        Assert.Equal(ScanResult.Forged, (await app.ScanAsync(show, new string('A', 126), key)).Result);
        Assert.Equal(ScanResult.Admitted, (await app.ScanAsync(show, codes[0], key)).Result);
    }

    [Theory, OnBothDatabases]
    public async Task A_repeated_scan_request_after_its_undo_is_not_answered_valid(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.BuyTicketCodeAsync(show);
        var key = UnguessableCode.Create();
        await app.UndoAdmissionAsync(await app.ScanAsync(show, code, key));
        Assert.Equal(ScanResult.Undone, (await app.ScanAsync(show, code, key)).Result);
        Assert.Equal(0, (await app.GetCheckInCountAsync(show)).In);
        Assert.Equal(ScanResult.Admitted, (await app.ScanAsync(show, code)).Result);
    }

    [Theory, OnBothDatabases]
    public async Task A_refunded_ticket_is_not_admitted_however_close_the_race(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        for (var round = 0; round < 10; round++)
        {
            var order = await app.BuyAsync(show, "Standing", 1);
            var code = (await app.GetTicketCodesAsync(order))[0];
            var refunding = Task.Run(() => app.TryRefundAsync(order), Ct);
            var scanning = Task.Run(() => app.ScanAsync(show, code), Ct);
            Assert.IsType<RefundOutcome.Started>(await refunding);
            var answer = await scanning;
            var ticket = Assert.Single(await app.GetTicketsAsync(order));
            Assert.Equal(TicketStatus.Void, ticket.Status);
            Assert.Contains(answer.Result, new[] { ScanResult.Admitted, ScanResult.Void });
            Assert.Equal(answer.Result == ScanResult.Admitted, ticket.CheckedInAt is not null);
            await app.UndoAdmissionAsync(answer);
            Assert.Equal(ScanResult.Void, (await app.ScanAsync(show, code)).Result);
        }

        await app.RunJobAsync<RefundJob>();
        await app.AssertInvariantsAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Two_gates_that_let_in_an_order_while_its_codes_are_scanned_admit_each_ticket_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 8);
        var codes = await app.GetTicketCodesAsync(order);
        var gates = Enumerable
            .Range(0, 4)
            .Select(gate =>
                Task.Run(
                    () =>
                        app.UseAsync<AdmitTicket, Guid?>(admit =>
                            admit.AdmitOrderByHandAsync(new ScanAttempt(show.Id, UnguessableCode.Create(), $"{gate}"), order.Reference, Ct)
                        ),
                    Ct
                )
            )
            .ToList();
        await Task.WhenAll([.. gates, .. codes.Reverse().Select(code => Task.Run(() => app.ScanAsync(show, code), Ct))]);
        var admitted = (await app.GetScansAsync(show)).Where(s => s.Result == ScanResult.Admitted).ToList();
        Assert.Equal((8, 8), (admitted.Count, admitted.Select(s => s.TicketId).Distinct().Count()));
        Assert.Equal(8, (await app.GetCheckInCountAsync(show)).In);

        // Each gate is told of those it let in, also if others were faster with the rest.
        for (var gate = 0; gate < gates.Count; gate++)
        {
            var (answer, own) = (await gates[gate], admitted.Where(s => s.IsByHand && s.Gate == $"{gate}").ToList());
            Assert.True(own.Count == 0 || own.Any(s => s.Id == answer), $"Gate {gate}");
        }
    }

    [Theory, OnBothDatabases]
    public async Task Concurrent_scans_and_undos_keep_the_count_right(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.BuyTicketCodeAsync(show);
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ =>
                    Task.Run(
                        async () =>
                        {
                            if (await app.ScanAsync(show, code) is { IsStillAdmitted: true } admission)
                            {
                                await app.UndoAdmissionAsync(admission);
                            }
                        },
                        Ct
                    )
                )
        );
        var scans = await app.GetScansAsync(show);
        Assert.Equal(scans.Count(s => s.Result == ScanResult.Admitted), scans.Count(s => s.Result == ScanResult.Undone));
        Assert.Equal(0, (await app.GetCheckInCountAsync(show)).In);
    }

    private static async Task<string> ScanByFetchAsync(BrowserPage door, string code, string key)
    {
        using var request = door.BuildSubmitRequest(
            CheckInActions.ScanForm,
            new Dictionary<string, string> { ["code"] = code, ["key"] = key }
        );
        request.Headers.Add("X-Requested-With", "fetch");
        using var response = await door.Browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var part = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(Ct));
        Assert.Null(part.QuerySelector("h1"));
        return part.QuerySelector(".answer .word")!.TextContent;
    }
}
