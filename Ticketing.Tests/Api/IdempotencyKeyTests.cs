using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Idempotency;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class IdempotencyKeyTests(EchoVenues venues) : IClassFixture<EchoVenues>
{
    private const string Body = """{"quantity":7}""";
    private readonly string key = Guid.NewGuid().ToString();
    private EchoVenue app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_repeated_request_is_carried_out_once_and_answered_with_the_same_bytes(DatabaseProvider database)
    {
        var token = await ArriveAsync(database);
        var before = app.Runs;
        var first = (await PostAsync(token, key)).ExpectStatus(HttpStatusCode.OK);
        Assert.False(first.Headers.ContainsKey("Idempotency-Replayed"));
        var second = (await PostAsync(token, key)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal((first.Body, first.Headers["Content-Type"]), (second.Body, second.Headers["Content-Type"]));
        Assert.Equal("true", second.Headers["Idempotency-Replayed"]);
        Assert.Equal(before + 1, app.Runs);
        (await PostAsync(token, Guid.NewGuid().ToString())).ExpectStatus(HttpStatusCode.OK);
        (await PostAsync(token, "")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(before + 3, app.Runs);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refusal_is_repeated_too(DatabaseProvider database)
    {
        var token = await ArriveAsync(database);
        var before = app.Runs;
        app.Statuses.Enqueue(StatusCodes.Conflict);
        var first = (await PostAsync(token, key)).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        Assert.Equal(first.Body, (await PostAsync(token, key)).ExpectProblem(HttpStatusCode.Conflict, "conflict").Body);
        Assert.Equal(before + 1, app.Runs);
    }

    [Theory, OnEitherDatabase]
    public async Task The_key_of_another_request_is_refused(DatabaseProvider database)
    {
        var token = await ArriveAsync(database);
        (await PostAsync(token, key)).ExpectStatus(HttpStatusCode.OK);
        var before = app.Runs;
        foreach (var (end, body) in new[] { ("", """{"quantity":8}"""), ("/", Body) })
        {
            var answer = await PostAsync(token, key, EchoVenue.CountedPath + end, body);
            answer.ExpectProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        }

        Assert.Equal(before, app.Runs);
    }

    [Theory, OnEitherDatabase]
    public async Task A_repetition_waits_for_the_first_request(DatabaseProvider database)
    {
        var token = await ArriveAsync(database);
        var before = app.Runs;
        var gate = new TaskCompletionSource();
        app.Gate = gate.Task;
        var first = PostAsync(token, key);
        try
        {
            while (app.Runs == before)
            {
                await Task.Delay(10, Ct);
            }

            var early = (await PostAsync(token, key)).ExpectProblem(HttpStatusCode.Conflict, "request-under-way");
            Assert.Equal("2", early.Headers["Retry-After"]);
        }
        finally
        {
            app.Gate = Task.CompletedTask;
            gate.SetResult();
        }

        var body = (await first).ExpectStatus(HttpStatusCode.OK).Body;
        Assert.Equal(body, (await PostAsync(token, key)).ExpectStatus(HttpStatusCode.OK).Body);
        Assert.Equal(before + 1, app.Runs);
    }

    [Theory, OnEitherDatabase]
    public async Task Of_many_requests_at_once_one_is_carried_out(DatabaseProvider database)
    {
        var token = await ArriveAsync(database);
        var before = app.Runs;
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(token, key)));
        Assert.Equal(before + 1, app.Runs);
        Assert.Single(answers.Where(a => a.Status == HttpStatusCode.OK).Select(a => a.Body).Distinct());
        Assert.All(answers, a => Assert.Contains(a.Status, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict }));
    }

    [Theory, OnEitherDatabase]
    public async Task Two_callers_may_use_the_same_key(DatabaseProvider database)
    {
        var token = await ArriveAsync(database);
        var other = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead])).Key;
        var first = (await PostAsync(token, key)).ExpectStatus(HttpStatusCode.OK).Body;
        Assert.NotEqual(first, (await PostAsync(other, key)).ExpectStatus(HttpStatusCode.OK).Body);
        const string open = EchoVenue.CountedPath + "/by-everybody";
        var unnamed = (await PostAsync("", key, open)).ExpectStatus(HttpStatusCode.OK).Body;
        Assert.NotEqual(first, unnamed);
        Assert.Equal(unnamed, (await PostAsync("", key, open)).ExpectStatus(HttpStatusCode.OK).Body);
    }

    [Theory, OnEitherDatabase]
    public async Task What_failed_by_accident_is_tried_again(DatabaseProvider database)
    {
        var token = await ArriveAsync(database);
        var before = app.Runs;
        app.Statuses.Enqueue(StatusCodes.Unavailable);
        app.Statuses.Enqueue(StatusCodes.TooManyRequests);
        app.Statuses.Enqueue(StatusCodes.Unauthorized);
        (await PostAsync(token, key)).ExpectProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
        (await PostAsync(token, key)).ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        (await PostAsync(token, key)).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await PostAsync(token, key, body: "{")).ExpectStatus(HttpStatusCode.BadRequest);
        (await PostAsync(token, key)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(before + 4, app.Runs);
    }

    [Theory, OnEitherDatabase]
    public async Task A_request_that_was_lost_with_its_process_can_be_repeated_after_two_minutes(DatabaseProvider database)
    {
        var token = await ArriveAsync(database);
        (await PostAsync(token, key)).ExpectStatus(HttpStatusCode.OK);
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () => db.Set<KeyedRequest>().ExecuteUpdateAsync(set => set.SetProperty(r => r.SealedAnswer, (byte[]?)null), Ct),
                Ct
            )
        );
        app.Clock.Advance(TimeSpan.FromSeconds(119));
        (await PostAsync(token, key)).ExpectProblem(HttpStatusCode.Conflict, "request-under-way");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await PostAsync(token, key, body: """{"quantity":8}""")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "idempotency-key-reused"
        );
        var again = (await PostAsync(token, key)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(again.Body, (await PostAsync(token, key)).ExpectStatus(HttpStatusCode.OK).Body);
    }

    [Theory, OnEitherDatabase]
    public async Task After_a_day_the_key_is_free_and_its_answer_is_removed(DatabaseProvider database)
    {
        var token = await ArriveAsync(database);
        var first = (await PostAsync(token, key)).ExpectStatus(HttpStatusCode.OK).Body;
        app.Clock.Advance(KeyedRequests.Lifetime - TimeSpan.FromSeconds(1));
        await app.RunJobAsync<KeyedRequestCleanupJob>();
        Assert.Equal(first, (await PostAsync(token, key)).ExpectStatus(HttpStatusCode.OK).Body);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first, (await PostAsync(token, key)).ExpectStatus(HttpStatusCode.OK).Body);
        app.Clock.Advance(KeyedRequests.Lifetime);
        await app.RunJobAsync<KeyedRequestCleanupJob>();
        Assert.Equal(0, await app.UseAsync<TicketingDbContext, int>(db => db.Set<KeyedRequest>().CountAsync(Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task Answers_are_stored_encrypted(DatabaseProvider database)
    {
        var token = await ArriveAsync(database);
        var answer = (await PostAsync(token, key)).ExpectStatus(HttpStatusCode.OK).Body;
        var rows = await app.UseAsync<TicketingDbContext, List<KeyedRequest>>(db =>
            db.Set<KeyedRequest>().Where(row => row.SealedAnswer != null).ToListAsync(Ct)
        );
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.DoesNotContain("quantity", Encoding.Latin1.GetString(row.SealedAnswer!), StringComparison.Ordinal));
        Assert.Contains("quantity", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(rows, row => row.Id.Contains(key, StringComparison.Ordinal));
    }

    [Theory, OnEitherDatabase]
    public async Task A_revoked_key_gets_no_answer_from_before(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var made = await app.CreateApiKeyAsync([ApiScopes.OrdersRead]);
        (await PostAsync(made.Key, key)).ExpectStatus(HttpStatusCode.OK);
        await app.UseAsync<ApiKeyAdministration, bool>(keys => keys.RevokeAsync(made.Id, Ct));
        (await PostAsync(made.Key, key)).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Operations_say_if_they_need_a_key_or_take_none()
    {
        var token = await ArriveAsync(DatabaseProvider.Sqlite);
        var before = app.Runs;
        const string needing = EchoVenue.CountedPath + "/with-a-key-only";
        (await PostAsync(token, "", needing)).ExpectProblem(HttpStatusCode.BadRequest, "idempotency-key-missing");
        foreach (var unusable in new[] { "two words", "é", new string('k', 256) })
        {
            var refused = (await PostAsync(token, unusable, needing)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
            Assert.StartsWith("Idempotency-Key:", refused.Errors[0], StringComparison.Ordinal);
        }

        Assert.Equal(before, app.Runs);
        (await PostAsync(token, new string('k', 255), needing)).ExpectStatus(HttpStatusCode.OK);
        const string without = EchoVenue.CountedPath + "/without-keys";
        Assert.NotEqual((await PostAsync(token, key, without)).Body, (await PostAsync(token, key, without)).Body);
    }

    private async Task<string> ArriveAsync(DatabaseProvider database)
    {
        app = (EchoVenue)venues.On(database);
        return (await app.CreateApiKeyAsync([ApiScopes.OrdersRead])).Key;
    }

    private Task<ApiAnswer> PostAsync(string token, string idempotencyKey, string path = EchoVenue.CountedPath, string body = Body) =>
        app.CallAsync(
            HttpMethod.Post,
            path,
            request =>
            {
                request.Headers.Authorization = token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", token);
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                if (idempotencyKey.Length > 0)
                {
                    request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
                }
            }
        );

    private static class StatusCodes
    {
        public const int Conflict = 409;
        public const int TooManyRequests = 429;
        public const int Unauthorized = 401;
        public const int Unavailable = 503;
    }
}
