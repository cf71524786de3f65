using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class WebhookApiTests
{
    private const string Path = "/api/v1/webhooks";
    private string token = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_webhook_is_added_changed_and_deleted(DatabaseProvider database)
    {
        await using var app = await ArriveAsync(database);
        var added = (await SendAsync(app, HttpMethod.Post, Path, Describe("order.paid"))).ExpectStatus(HttpStatusCode.Created);
        var one = $"{Path}/{added.Json.GetProperty("id").GetString()}";
        Assert.Equal((one, "no-store"), (added.Headers["Location"], added.Headers["Cache-Control"]));
        Assert.StartsWith("whsec_", added.Json.GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Single((await SendAsync(app, HttpMethod.Get, Path)).Items);

        var read = (await SendAsync(app, HttpMethod.Get, one)).ExpectStatus(HttpStatusCode.OK);
        Assert.DoesNotContain("whsec_", read.Body, StringComparison.Ordinal);
        var change = Describe("order.paid", "event.cancelled");
        (await SendAsync(app, HttpMethod.Put, one, change)).ExpectProblem(HttpStatusCode.PreconditionRequired, "precondition-required");
        var changed = await SendAsync(app, HttpMethod.Put, one, change, read.Headers["ETag"]);
        Assert.Equal(
            ["order.paid", "event.cancelled"],
            changed.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("types").EnumerateArray().Select(type => type.GetString())
        );
        (await SendAsync(app, HttpMethod.Put, one, Describe("order.paid"), read.Headers["ETag"])).ExpectProblem(
            HttpStatusCode.PreconditionFailed,
            "precondition-failed"
        );

        var rotated = (await SendAsync(app, HttpMethod.Post, $"{one}/rotate-secret")).ExpectStatus(HttpStatusCode.OK);
        Assert.NotEqual(added.Json.GetProperty("secret").GetString(), rotated.Json.GetProperty("secret").GetString());
        (await SendAsync(app, HttpMethod.Post, $"{one}/rotate-secret")).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        var ended = await SendAsync(app, HttpMethod.Post, $"{one}/end-old-secret");
        Assert.Equal(JsonValueKind.Null, ended.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("oldSecretUntil").ValueKind);
        var disabled = await SendAsync(app, HttpMethod.Post, $"{one}/disable");
        Assert.Equal("staff", disabled.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("disableReason").GetString());
        (await SendAsync(app, HttpMethod.Post, $"{one}/test")).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        (await SendAsync(app, HttpMethod.Post, $"{one}/enable")).ExpectStatus(HttpStatusCode.OK);
        (await SendAsync(app, HttpMethod.Delete, one)).ExpectStatus(HttpStatusCode.NoContent);
        (await SendAsync(app, HttpMethod.Delete, one)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await SendAsync(app, HttpMethod.Get, one)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(
            [
                "webhook.added",
                "webhook.edited",
                "webhook.secret-rotated",
                "webhook.old-secret-ended",
                "webhook.disabled",
                "webhook.enabled",
                "webhook.deleted",
            ],
            (await app.GetAuditTrailAsync(Guid.Parse(one.Split('/')[^1]))).Select(entry => entry.Action)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_test_is_sent_listed_with_its_attempts_and_sent_again(DatabaseProvider database)
    {
        await using var app = await ArriveAsync(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.AnswerWith(StatusCodes.Status200OK, "Thank you");
        var added = await SendAsync(app, HttpMethod.Post, Path, Describe("order.paid") with { Url = receiver.Url });
        var one = $"{Path}/{added.ExpectStatus(HttpStatusCode.Created).Json.GetProperty("id").GetString()}";

        var test = (await SendAsync(app, HttpMethod.Post, $"{one}/test")).ExpectStatus(HttpStatusCode.OK);
        var delivery = $"{one}/deliveries/{test.Json.GetProperty("id").GetString()}";
        (await SendAsync(app, HttpMethod.Post, $"{delivery}/send-again")).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        await app.SendWebhooksAsync();
        (await SendAsync(app, HttpMethod.Post, $"{delivery}/send-again")).ExpectStatus(HttpStatusCode.OK);
        await app.SendWebhooksAsync();

        Assert.Equal(2, receiver.Received.Count);
        var sent = (await SendAsync(app, HttpMethod.Get, delivery)).ExpectStatus(HttpStatusCode.OK).Json;
        Assert.Equal(
            (receiver.Received[0].Body, receiver.Received[0].Id, "delivered"),
            (sent.GetProperty("payload").GetString(), sent.GetProperty("messageId").GetString(), sent.GetProperty("status").GetString())
        );
        Assert.Equal(
            [(200, "Thank you"), (200, "Thank you")],
            sent.GetProperty("attempts")
                .EnumerateArray()
                .Select(attempt => (attempt.GetProperty("responseStatus").GetInt32(), attempt.GetProperty("answerStart").GetString()))
        );
        Assert.Single((await SendAsync(app, HttpMethod.Get, $"{one}/deliveries?status=delivered")).Items);
        Assert.Empty((await SendAsync(app, HttpMethod.Get, $"{one}/deliveries?status=failed")).Items);
        (await SendAsync(app, HttpMethod.Get, $"{one}/deliveries?status=lost")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
    }

    [Fact]
    public async Task Wrong_fields_are_named_and_changes_need_a_fresh_factor()
    {
        await using var app = await ArriveAsync(DatabaseProvider.Sqlite);
        Assert.StartsWith("types:", await RefuseAsync(Describe("order.paid", "order.lost")), StringComparison.Ordinal);
        Assert.StartsWith("types:", await RefuseAsync(Describe("order.paid", null!)), StringComparison.Ordinal);
        Assert.StartsWith("types:", await RefuseAsync(Describe()), StringComparison.Ordinal);
        Assert.StartsWith(
            "url:",
            await RefuseAsync(Describe("order.paid") with { Url = "https://192.168.0.1/" }),
            StringComparison.Ordinal
        );
        Assert.Empty((await SendAsync(app, HttpMethod.Get, Path)).Items);

        app.Clock.Advance(TimeSpan.FromMinutes(6));
        (await SendAsync(app, HttpMethod.Get, Path)).ExpectStatus(HttpStatusCode.OK);
        var late = await SendAsync(app, HttpMethod.Post, Path, Describe("order.paid"));
        late.ExpectProblem(HttpStatusCode.Unauthorized, "second-factor-required");
        foreach (var (method, path) in new[] { ("PUT", ""), ("DELETE", ""), ("POST", "/rotate-secret"), ("POST", "/test") })
        {
            var body = method == "PUT" ? Describe("order.paid") : null;
            var answer = await SendAsync(app, HttpMethod.Parse(method), $"{Path}/{Guid.NewGuid()}{path}", body, "\"0\"");
            answer.ExpectProblem(HttpStatusCode.Unauthorized, "second-factor-required");
        }

        async Task<string> RefuseAsync(Webhook webhook) =>
            Assert.Single(
                (await SendAsync(app, HttpMethod.Post, Path, webhook)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields").Errors
            );
    }

    private sealed record Webhook(string Url, IReadOnlyList<string> Types);

    private static Webhook Describe(params string[] types) => new("https://partner.example/hooks", types);

    private async Task<OutgoingWebhookVenue> ArriveAsync(DatabaseProvider database)
    {
        var app = new OutgoingWebhookVenue(database);
        token = (await app.GetTokensAsync(await app.CreateStaffAsync(Roles.SuperAdmin))).Access;
        return app;
    }

    private Task<ApiAnswer> SendAsync(TicketingApp app, HttpMethod method, string path, Webhook? body = null, string? ifMatch = null) =>
        app.SendWithTokenAsync(
            method,
            path,
            token,
            body is null ? null : JsonSerializer.Serialize(body, JsonSerializerOptions.Web),
            ifMatch is null ? [] : [("If-Match", ifMatch)]
        );
}
