using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ticketing.Api.Problems;
using Ticketing.Api.Requests;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class ProblemTests(EchoVenue app) : IClassFixture<EchoVenue>
{
    private const string Valid = """{"text":"Zoë 🎸","buyer":{"name":"Ada"}}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1")]
    [InlineData("/api/nothing")]
    [InlineData("/api/v1/events/no-id")]
    [InlineData("/api/v1/events/0191d4a0-0000-7000-8000-000000000000")]
    [InlineData("/api/problems/nothing")]
    public async Task An_address_that_leads_nowhere_is_a_problem_document(string path) =>
        (await app.GetApiAsync(path)).ExpectProblem(HttpStatusCode.NotFound, "not-found");

    [Theory]
    [InlineData("POST", "events", "GET", "HEAD")]
    [InlineData("DELETE", "admin/events/0191d4a0-0000-7000-8000-000000000000", "GET", "HEAD", "PUT")]
    [InlineData("PATCH", "webhooks/0191d4a0-0000-7000-8000-000000000000", "DELETE", "GET", "HEAD", "PUT")]
    public async Task A_method_that_an_address_does_not_take_is_refused_with_those_it_takes(
        string method,
        string path,
        params string[] allowed
    )
    {
        var answer = await app.CallAsync(HttpMethod.Parse(method), $"/api/v1/{path}");
        answer.ExpectProblem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal(allowed, answer.Headers["Allow"].Split(", ").Order(StringComparer.Ordinal));
    }

    /// <summary>Unlike a published program, a built one serves files from everywhere, so that routing names HEAD itself.</summary>
    [Theory]
    [InlineData("GET", "GET, HEAD")]
    [InlineData("DELETE, GET, PUT", "DELETE, GET, PUT, HEAD")]
    [InlineData("GET, HEAD", "GET, HEAD")]
    [InlineData("POST", "POST")]
    public void Whatever_can_be_read_can_be_asked_for_its_headers(string routed, string allowed)
    {
        var headers = new HeaderDictionary { ["Allow"] = routed };
        HeadRequests.AddToAllow(headers);
        Assert.Equal(allowed, headers["Allow"]);
    }

    [Theory]
    [InlineData("limit=0", "limit: The limit must be from 1 to 100.")]
    [InlineData("limit=101", "limit: The limit must be from 1 to 100.")]
    [InlineData("limit=many", "limit: The value is not of the documented type.")]
    [InlineData("limit=99999999999", "limit: The value is not of the documented type.")]
    [InlineData("cursor=tampered", "cursor: This is no cursor of this list. Leave it out to start from the beginning.")]
    public async Task A_wrong_parameter_is_named(string query, string error) =>
        Assert.Equal(
            [error],
            (await app.GetApiAsync($"/api/v1/events?{query}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields").Errors
        );

    [Fact]
    public async Task All_wrong_parameters_are_named_at_once() =>
        Assert.Equal(3, (await app.GetApiAsync($"/api/v1/events?cursor=x&limit=0&q={new string('x', 101)}")).Errors.Count);

    [Theory]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"colour":"red"}""", "colour: The value is not of the documented type.")]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"colour":1}""", "colour: The value is not of the documented type.")]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"colour":"deepRed,blue"}""", "colour: The value is not of the documented type.")]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"colour":"deepRed, blue"}""", "colour: The value is not of the documented type.")]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"colour":"DeepRed"}""", "colour: The value is not of the documented type.")]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"colour":" blue"}""", "colour: The value is not of the documented type.")]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"coupon":"X"}""", "coupon: This field does not exist here.")]
    [InlineData("""{"text":"a","buyer":{"name":"b","mail":"c"}}""", "buyer.mail: This field does not exist here.")]
    [InlineData("""{"Text":"a","text":"a","buyer":{"name":"b"}}""", "Text: This field does not exist here.")]
    [InlineData("""{"text":"a","text":"b","buyer":{"name":"b"}}""", "text: This field is there twice.")]
    [InlineData("""{"text":null,"buyer":{"name":"b"}}""", "text: The value is not of the documented type.")]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"number":"7"}""", "number: The value is not of the documented type.")]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"number":7.5}""", "number: The value is not of the documented type.")]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"number":99999999999}""", "number: The value is not of the documented type.")]
    [InlineData("""{"text":"a\u0000","buyer":{"name":"b"}}""", "text: The text contains a NUL character.")]
    [InlineData("""{"text":"\ud83c","buyer":{"name":"b"}}""", "text: The text is not valid Unicode.")]
    [InlineData("""{"buyer":{"name":"b"}}""", "text: This field is missing.")]
    [InlineData("""{"number":1}""", "text: This field is missing.", "buyer: This field is missing.")]
    [InlineData("""{"text":"a","buyer":{}}""", "buyer.name: This field is missing.")]
    [InlineData(
        """{"text":"a","buyer":{"name":"b"},"lines":[{"quantity":1},{"quantity":"x"}]}""",
        "lines[1].quantity: The value is not of the documented type."
    )]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"quantities":{"x":1}}""", "quantities.x: The value is not of the documented type.")]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"at":"2026-11-27T20:15:00"}""", At)]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"at":"2026-11-27"}""", At)]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"at":1795810500}""", At)]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"at":"2026-11-27T20:15:00+0100"}""", At)]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"at":"2026-11-27T20:15:00+1:00"}""", At)]
    [InlineData("""{"text":"a","buyer":{"name":"b"},"at":"2026-11-27T20:15:00.Z"}""", At)]
    public async Task A_wrong_field_of_the_body_is_named(string json, params string[] errors)
    {
        var answer = (await app.PostApiAsync(EchoVenue.Path, json)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.Equal(errors, answer.Errors);
        Assert.DoesNotContain("Echo", answer.Body, StringComparison.Ordinal);
    }

    private const string At = "at: Write date and time with an offset, like 2026-11-27T20:15:00+01:00.";

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"text":"a","buyer":{"name":"b"}} extra""")]
    [InlineData("""{"text":"a",}""")]
    public async Task A_body_that_is_no_such_object_is_a_bad_request(string json) =>
        (await app.PostApiAsync(EchoVenue.Path, json)).ExpectProblem(HttpStatusCode.BadRequest, "bad-request");

    [Fact]
    public async Task A_valid_body_is_taken_as_it_is_meant()
    {
        var answer = await app.PostApiAsync(
            EchoVenue.Path,
            """{"text":"Zoë 🎸","buyer":{"name":"Ada"},"at":"2026-11-27T20:15:00+01:00","colour":"deepRed"}"""
        );
        Assert.Equal(
            """{"text":"Zoë \uD83C\uDFB8","buyer":{"name":"Ada","phone":null},"number":0,"at":"2026-11-27T20:15:00+01:00","colour":"deepRed","lines":[],"quantities":{}}""",
            answer.ExpectStatus(HttpStatusCode.OK).Body
        );
    }

    [Theory]
    [InlineData("2026-11-27t20:15:00z", "2026-11-27T20:15:00+00:00")]
    [InlineData("2026-11-27T20:15:00.5-00:30", "2026-11-27T20:15:00.5-00:30")]
    [InlineData("2026-11-27T20:15:00.123456789+01:00", "2026-11-27T20:15:00.1234567+01:00")]
    [InlineData("2026-11-27T20:15:00.12345678901234567890Z", "2026-11-27T20:15:00.1234567+00:00")]
    public async Task A_time_may_be_written_in_every_way_of_rfc_3339(string sent, string read)
    {
        var answer = await app.PostApiAsync(EchoVenue.Path, $$"""{"text":"a","buyer":{"name":"b"},"at":"{{sent}}"}""");
        Assert.Equal(read, answer.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("at").GetString());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_of_another_type_is_refused(string type) =>
        (await app.PostApiAsync(EchoVenue.Path, Valid, type)).ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");

    [Fact]
    public async Task A_fault_is_logged_and_the_answer_only_names_where_to_look()
    {
        var answer = await app.GetApiAsync(EchoVenue.Path + "/bug");
        answer.ExpectProblem(HttpStatusCode.InternalServerError, "internal-error");
        Assert.NotEmpty(answer.Json.GetProperty("reference").GetString()!);
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
        Assert.Contains(app.Log.Lines, line => line.Level == LogLevel.Error && line.Error?.Message == "secret");
    }

    [Fact]
    public async Task A_busy_database_is_said_to_be_busy_and_when_to_try_again()
    {
        var answer = (await app.GetApiAsync(EchoVenue.Path + "/busy")).ExpectProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal("5", answer.Headers["Retry-After"]);
        Assert.Equal(1, app.Log.Count(answer.Json.GetProperty("reference").GetString()!));
    }

    [Fact]
    public async Task During_a_recovery_nothing_is_changed_and_the_answer_says_why()
    {
        await using var closed = new EchoVenue();
        await closed.UseAsync<TicketingDbContext>(async db =>
        {
            db.Add(new Restore { BackupCreatedAt = closed.Clock.GetUtcNow().AddHours(-5), RestoredAt = closed.Clock.GetUtcNow() });
            await db.SaveChangesAsync(Ct);
        });
        var refused = await closed.PostApiAsync(EchoVenue.Path, Valid);
        refused.ExpectProblem(HttpStatusCode.ServiceUnavailable, "closed-for-recovery");
        Assert.Equal("600", refused.Headers["Retry-After"]);
        (await closed.GetApiAsync("/api/v1/events")).ExpectStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Each_type_is_explained_at_its_address_and_in_the_documentation()
    {
        var documentation = await File.ReadAllTextAsync(System.IO.Path.Combine(Repository.Folder, "docs", "api.md"), Ct);
        foreach (var type in ProblemType.All)
        {
            var explained = (await app.GetApiAsync(type.Uri)).ExpectStatus(HttpStatusCode.OK);
            Assert.Equal(type.Title, explained.Json.GetProperty("title").GetString());
            Assert.Contains($"`{type.Name}`", documentation, StringComparison.Ordinal);
        }

        Assert.Equal(ProblemType.All.Count, ProblemType.All.Select(type => type.Name).Distinct().Count());
    }
}
