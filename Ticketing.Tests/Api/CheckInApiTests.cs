using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class CheckInApiTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v1/check-in";
    private TicketingApp app = null!;
    private Event show = null!;
    private string token = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_ticket_lets_one_person_in_and_the_same_scan_gets_the_same_answer(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var code = await app.BuyTicketCodeAsync(show);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => ScanAsync(code, $"{code[^20..]}-{n}")));
        var admitted = Assert.Single(answers, answer => GetResult(answer) == "valid");
        Assert.All(answers.Where(answer => answer != admitted), answer => Assert.Equal("alreadyUsed", GetResult(answer)));
        var ticket = admitted.Json.GetProperty("ticket");
        Assert.Equal(("Ada Lovelace", "Main door"), (ticket.GetProperty("attendee").GetString(), ticket.GetProperty("gate").GetString()));
        var number = Array.IndexOf(answers, admitted);
        Assert.Equal(admitted.Body, (await ScanAsync(code, $"{code[^20..]}-{number}")).Body);
        var scan = Assert.Single(await app.GetScansAsync(show), s => s.Id == admitted.Json.GetProperty("id").GetGuid());
        Assert.Equal("API key Door scanner", scan.ByName);
    }

    [Theory, OnEitherDatabase]
    public async Task The_result_says_why_somebody_is_not_let_in(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var other = await app.PublishEventAsync("Other night", _ => { });
        var elsewhere = await ScanAsync(await app.BuyTicketCodeAsync(other));
        Assert.Equal("wrongEvent", GetResult(elsewhere));
        Assert.Equal("Other night", elsewhere.Json.GetProperty("ticket").GetProperty("eventTitle").GetString());
        var order = await app.BuyAsync(show, "Standing", 1);
        var code = (await app.GetTicketCodesAsync(order))[0];
        Assert.Equal("forged", GetResult(await ScanAsync(code[..^4] + (code[^4] == 'A' ? "B" : "A") + code[^3..])));
        await app.StartRefundAsync(order, 1);
        Assert.Equal("void", GetResult(await ScanAsync(code)));
        var nothing = await ScanAsync("hello");
        Assert.Equal("notATicket", GetResult(nothing));
        Assert.Equal(JsonValueKind.Null, nothing.Json.GetProperty("ticket").ValueKind);
        var scanId = $"nothing {show.Id}";
        var first = await ScanAsync("hello", scanId);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(first.Body, (await ScanAsync("hello", scanId)).Body);
        var refused = await PostAsync(
            Path,
            new
            {
                code = "hello",
                eventId = Guid.NewGuid(),
                gate = new string('g', 41),
                scanId = "",
            }
        );
        Assert.Equal(
            ["eventId", "gate", "scanId"],
            refused.ExpectStatus(HttpStatusCode.BadRequest).Errors.Select(e => e.Split(':')[0]).Order()
        );
    }

    [Theory, OnEitherDatabase]
    public async Task An_admission_is_taken_back_once(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var code = await app.BuyTicketCodeAsync(show);
        var admissionId = (await ScanAsync(code)).Json.GetProperty("id").GetGuid();
        var undo = $"{Path}/{show.Id}/undo";
        Assert.Equal("undone", GetResult(await PostAsync(undo, new { admissionId, gate = "Office" })));
        Assert.Equal("undone", GetResult(await PostAsync(undo, new { admissionId })));
        (await PostAsync(undo, new { admissionId = Guid.NewGuid() })).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal("valid", GetResult(await ScanAsync(code)));
        Assert.Equal("undone", GetResult(await PostAsync(undo, new { admissionId })));
        Assert.Equal("alreadyUsed", GetResult(await ScanAsync(code)));
    }

    [Theory, OnEitherDatabase]
    public async Task A_key_for_one_event_scans_there_alone(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var code = await app.BuyTicketCodeAsync(show);
        token = (await app.CreateApiKeyAsync([ApiScopes.CheckIn], (await app.PublishEventAsync()).Id)).Key;
        (await ScanAsync(code)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        token = (await app.CreateApiKeyAsync([ApiScopes.CheckIn], show.Id)).Key;
        Assert.Equal("valid", GetResult(await ScanAsync(code)));
    }

    [Theory, OnEitherDatabase]
    public async Task A_scanner_verifies_codes_and_tickets_without_a_connection(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var order = await app.BuyAsync(show, "Standing", 3);
        var code = (await app.GetTicketCodesAsync(order))[1];
        var (items, first) = await ListAsync();
        Assert.Equal([1, 2, 3], items.Select(item => item.GetProperty("number").GetInt32()).Order());
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(first.GetProperty("publicKey").GetString()!), out _);

        // By the offsets in docs/api.md, as others have to read it.
        var bytes = Base64Url.DecodeFromChars(code);
        Assert.Equal(94, bytes.Length);
        var (claims, signature) = (bytes[..30], bytes[30..]);
        Assert.True(key.VerifyData(claims, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        var id = Guid.ParseExact(Convert.ToHexString(claims[5..21]), "N");
        var listed = Assert.Single(items, item => item.GetProperty("id").GetGuid() == id);
        Assert.Equal(
            (2, (claims[21] << 8) + claims[22]),
            (listed.GetProperty("number").GetInt32(), listed.GetProperty("issue").GetInt32())
        );
    }

    /// <summary>Every way in which a ticket changes.</summary>
    [Theory, OnEitherDatabase]
    public async Task A_scanner_learns_what_has_changed(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var order = await app.BuyAsync(show, "Standing", 5);
        var codes = await app.GetTicketCodesAsync(order);
        await ExpectChangesAsync([], () => Task.CompletedTask);
        await ExpectChangesAsync([1], () => ScanAsync(codes[0]));
        await ExpectChangesAsync([2], () => app.StartRefundAsync(order, 2));
        await ExpectChangesAsync(
            [3],
            () => app.UseAsync<CorrectOrder, bool>(correct => correct.RenameAttendeeAsync(order.Id, 3, "Grace Hopper", Ct))
        );
        await ExpectChangesAsync(
            [1, 2, 4, 5],
            () => app.UseAsync<CorrectOrder>(correct => correct.CorrectBuyerAsync(order.Id, "Augusta King", "", renameTickets: true, Ct))
        );
        var admissionId = (await ScanAsync(codes[3])).Json.GetProperty("id").GetGuid();
        await ExpectChangesAsync([4], () => PostAsync($"{Path}/{show.Id}/undo", new { admissionId }));
        await ExpectChangesAsync([1], async () => await app.BuyAsync(show, "Standing", 1));
    }

    /// <summary>They have no time of their last change.</summary>
    [Theory, OnEitherDatabase]
    public async Task Tickets_from_before_an_upgrade_are_listed_too(DatabaseProvider database)
    {
        await ArriveAsync(database);
        await app.BuyAsync(show, "Standing", 3);
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Ticket>()
                        .Where(t => t.EventId == show.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(t => t.ChangedAt, DateTimeOffset.MinValue), Ct),
                Ct
            )
        );
        Assert.Equal([1, 2, 3], (await ListAsync("?limit=2")).Items.Select(item => item.GetProperty("number").GetInt32()).Order());
    }

    [Theory, OnEitherDatabase]
    public async Task The_list_is_read_page_by_page(DatabaseProvider database)
    {
        await ArriveAsync(database);
        for (var n = 0; n < 3; n++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.BuyAsync(show, "Standing", 3);
        }

        var (items, _) = await ListAsync("?limit=2");
        Assert.Equal(9, items.Select(item => item.GetProperty("id").GetGuid()).Distinct().Count());
        token = (await app.CreateApiKeyAsync([ApiScopes.AttendeesRead], show.Id)).Key;
        List<string?> emails = [];
        var next = $"/api/v1/admin/events/{show.Id}/attendees?limit=4";
        while (next is not null)
        {
            var page = (await app.GetWithTokenAsync(next, token)).ExpectStatus(HttpStatusCode.OK);
            emails.AddRange(page.Items.Select(item => item.GetProperty("buyerEmail").GetString()));
            next = page.Headers.TryGetValue("Link", out var link) ? link.Split('<', '>')[1] : null;
        }

        Assert.Equal(Enumerable.Repeat<string?>("ada@example.com", 9), emails);
        (await app.GetWithTokenAsync($"{Path}/{show.Id}/tickets", token)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Theory, OnEitherDatabase]
    public async Task Somebody_without_a_code_is_let_in_by_hand_once(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var order = await app.BuyAsync(show, "Standing", 1);
        var ticketId = (await app.GetTicketsAsync(order))[0].Id;
        var admitted = await AdmitAsync(show.Id, $"hand {ticketId}");
        Assert.Equal("valid", GetResult(admitted));
        Assert.Equal("Side door", admitted.Json.GetProperty("ticket").GetProperty("gate").GetString());
        Assert.Equal(admitted.Body, (await AdmitAsync(show.Id, $"hand {ticketId}")).Body);
        Assert.Equal("alreadyUsed", GetResult(await AdmitAsync(show.Id, scanId: null)));
        Assert.Equal("alreadyUsed", GetResult(await ScanAsync((await app.GetTicketCodesAsync(order))[0])));
        var other = await app.PublishEventAsync();
        (await AdmitAsync(other.Id, scanId: null)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal("order.let_in", Assert.Single(await app.GetAuditEntriesAsync(order.Id)).Action);

        Task<ApiAnswer> AdmitAsync(Guid eventId, string? scanId) =>
            PostAsync(
                $"{Path}/{eventId}/by-hand",
                new
                {
                    ticketId,
                    gate = "Side door",
                    scanId,
                }
            );
    }

    private async Task ArriveAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        token = (await app.CreateApiKeyAsync([ApiScopes.CheckIn])).Key;
        show = await app.PublishEventAsync();
    }

    private async Task ExpectChangesAsync(int[] numbers, Func<Task> change)
    {
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        var (_, first) = await ListAsync("?limit=1");
        var since = Uri.EscapeDataString(first.GetProperty("syncTime").GetString()!);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await change();
        var (changed, _) = await ListAsync($"?changedSince={since}&limit=3");
        Assert.Equal(numbers, changed.Select(item => item.GetProperty("number").GetInt32()).Order());
    }

    private async Task<(List<JsonElement> Items, JsonElement First)> ListAsync(string query = "")
    {
        List<JsonElement> items = [];
        JsonElement? first = null;
        var next = $"{Path}/{show.Id}/tickets{query}";
        while (next is not null)
        {
            var page = (await app.GetWithTokenAsync(next, token)).ExpectStatus(HttpStatusCode.OK);
            first ??= page.Json;
            items.AddRange(page.Items);
            next = page.Headers.TryGetValue("Link", out var link) ? link.Split('<', '>')[1] : null;
        }

        return (items, first!.Value);
    }

    private Task<ApiAnswer> ScanAsync(string code, string? scanId = null) =>
        PostAsync(
            Path,
            new
            {
                code,
                eventId = show.Id,
                gate = "Main door",
                scanId,
            }
        );

    private Task<ApiAnswer> PostAsync(string path, object body) => app.PostWithTokenAsync(path, token, JsonSerializer.Serialize(body));

    private static string? GetResult(ApiAnswer answer) => answer.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("result").GetString();
}
