using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Api;

/// <summary>Nothing that a client sends is misread or ignored.</summary>
public sealed class StrictRequestTests(EchoVenue app) : IClassFixture<EchoVenue>
{
    private const string Valid = """{"text":"Zoë","buyer":{"name":"Ada"}}""";

    [Theory]
    [InlineData("bogus")]
    [InlineData("utf-7")]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    [InlineData("")]
    [InlineData("utf-8; charset=bogus")]
    public async Task A_body_in_another_charset_is_refused(string charset)
    {
        foreach (var path in new[] { EchoVenue.Path, "/api/v1/holds", "/api/v1/auth/token" })
        {
            var answer = await PostAsync(path, Valid, $"application/json; charset={charset}");
            answer.ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        }
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    public async Task A_body_in_utf_8_is_taken(string type) =>
        Assert.Equal(
            "Zoë",
            (await PostAsync(EchoVenue.Path, Valid, type)).ExpectStatus(HttpStatusCode.OK).Json.GetProperty("text").GetString()
        );

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=bogus")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData("application/json; charset=bogus")]
    [InlineData("multipart/form-data; boundary=x; charset=bogus")]
    public async Task Pages_and_messages_of_payment_providers_take_no_harm_from_a_charset(string type)
    {
        var body = type.StartsWith("multipart", StringComparison.Ordinal)
            ? "--x\r\nContent-Disposition: form-data; name=email\r\nContent-Type: text/plain; charset=bogus\r\n\r\na\r\n--x--\r\n"
            : "email=a";
        foreach (var path in new[] { "/basket", "/orders/find", "/admin/login", "/webhooks/stripe", "/orders/x/confirm", "/figures" })
        {
            var answer = await PostAsync(path, body, type);
            Assert.True((int)answer.Status < 500, $"{path} answered {(int)answer.Status}");
        }
    }

    [Fact]
    public async Task A_parameter_that_an_operation_does_not_have_is_named()
    {
        var key = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead])).Key;
        var answer = await app.GetWithTokenAsync("/api/v1/orders?evntId=1&status=paid&Limit=5&x=", key);
        answer.ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.Equal(["evntId", "x"], answer.Errors.Select(error => error.Split(':')[0]));
        (await app.GetWithTokenAsync("/api/v1/orders?utm_source=a", key)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        (await app.PostApiAsync(EchoVenue.Path + "?text=a", Valid)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        (await app.GetWithTokenAsync("/api/v1/orders?status=paid&Limit=5", key)).ExpectStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Head_is_answered_like_get_without_the_body()
    {
        var show = await app.PublishEventAsync();
        var key = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead])).Key;
        foreach (
            var path in new[]
            {
                "/api/v1/events",
                $"/api/v1/events/{show.Id}",
                "/api/v1/languages",
                "/api/v1/orders",
                "/.well-known/jwks.json",
                "/openapi/v1.json",
                $"/events/{show.Slug}/calendar.ics",
            }
        )
        {
            var (head, get) = (await SendAsync(HttpMethod.Head, path), await SendAsync(HttpMethod.Get, path));
            Assert.True(head.Status == HttpStatusCode.OK, $"{path} answered {(int)head.Status}");
            Assert.Equal("", head.Body);
            Assert.NotEqual("", get.Body);
            Assert.Equal(get.Headers["Content-Type"], head.Headers["Content-Type"]);
            Assert.Equal(get.Headers.GetValueOrDefault("ETag"), head.Headers.GetValueOrDefault("ETag"));
        }

        var missing = await SendAsync(HttpMethod.Head, "/api/v1/nothing");
        Assert.Equal((HttpStatusCode.NotFound, ""), (missing.Status, missing.Body));

        Task<ApiAnswer> SendAsync(HttpMethod method, string path) => app.SendWithTokenAsync(method, path, key);
    }

    [Fact]
    public async Task What_needs_a_token_is_kept_by_no_browser_or_proxy()
    {
        var show = await app.PublishEventAsync();
        var token = (await app.GetTokensAsync(await app.CreateStaffAsync(Roles.SuperAdmin))).Access;
        foreach (
            var path in new[]
            {
                "orders",
                "exports/orders",
                "insights/sales",
                "audit",
                "staff",
                "webhooks",
                "admin/events",
                $"admin/events/{show.Id}",
                $"admin/events/{show.Id}/attendees",
                $"check-in/{show.Id}/tickets",
            }
        )
        {
            var answer = (await app.GetWithTokenAsync($"/api/v1/{path}", token)).ExpectStatus(HttpStatusCode.OK);
            Assert.True(answer.Headers.GetValueOrDefault("Cache-Control") == "no-store", $"{path} may be kept");
        }

        Assert.Equal("no-cache", (await app.GetApiAsync("/api/v1/events")).Headers["Cache-Control"]);
    }

    [Fact]
    public async Task The_only_event_of_a_new_key_must_exist()
    {
        var token = (await app.GetTokensAsync(await app.CreateStaffAsync(Roles.SuperAdmin))).Access;
        var refused = await CreateAsync(Guid.NewGuid());
        Assert.StartsWith(
            "eventId:",
            Assert.Single(refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields").Errors),
            StringComparison.Ordinal
        );
        (await CreateAsync((await app.PublishEventAsync()).Id)).ExpectStatus(HttpStatusCode.OK);

        Task<ApiAnswer> CreateAsync(Guid eventId) =>
            app.PostWithTokenAsync(
                "/api/v1/api-keys",
                token,
                JsonSerializer.Serialize(
                    new
                    {
                        name = "Door",
                        scopes = new[] { ApiScopes.CheckIn },
                        eventId,
                    }
                )
            );
    }

    private Task<ApiAnswer> PostAsync(string path, string body, string type) =>
        app.CallAsync(
            HttpMethod.Post,
            path,
            request =>
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
            }
        );
}
