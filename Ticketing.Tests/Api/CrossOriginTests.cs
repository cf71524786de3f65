using System.Net;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class CrossOriginTests(EchoVenue app) : IClassFixture<EchoVenue>
{
    private static readonly (string, string) Origin = ("Origin", "https://elsewhere.example");

    [Fact]
    public async Task Pages_of_other_sites_may_read_what_is_public()
    {
        var answer = (await app.GetApiAsync("/api/v1/events", Origin)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("*", answer.Headers["Access-Control-Allow-Origin"]);
        Assert.False(answer.Headers.ContainsKey("Access-Control-Allow-Credentials"));
        Assert.Contains("Link", answer.Headers["Access-Control-Expose-Headers"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task A_browser_may_ask_for_what_it_does_not_have_yet(string method)
    {
        var answer = await app.CallAsync(
            HttpMethod.Options,
            "/api/v1/events",
            request =>
            {
                request.Headers.Add("Origin", "https://elsewhere.example");
                request.Headers.Add("Access-Control-Request-Method", method);
                request.Headers.Add("Access-Control-Request-Headers", "if-none-match");
            }
        );
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal("*", answer.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal("If-None-Match", answer.Headers["Access-Control-Allow-Headers"], ignoreCase: true);
    }

    [Theory]
    [InlineData("GET", "/api/v1/echo/scoped")]
    [InlineData("POST", "/api/v1/echo")]
    [InlineData("POST", "/api/v1/events")]
    [InlineData("GET", "/")]
    public async Task Nothing_else_is_open_to_them(string method, string path)
    {
        foreach (var isPreflight in new[] { false, true })
        {
            var answer = await app.CallAsync(
                isPreflight ? HttpMethod.Options : new HttpMethod(method),
                path,
                request =>
                {
                    request.Headers.Add("Origin", "https://elsewhere.example");
                    if (isPreflight)
                    {
                        request.Headers.Add("Access-Control-Request-Method", method);
                        request.Headers.Add("Access-Control-Request-Headers", "authorization, content-type");
                    }
                }
            );
            Assert.False(
                answer.Headers.ContainsKey("Access-Control-Allow-Headers") || AllowsOrigin(answer) && !isPreflight,
                $"{method} {path} (preflight: {isPreflight})"
            );
            Assert.DoesNotContain("POST", answer.Headers.GetValueOrDefault("Access-Control-Allow-Methods", ""), StringComparison.Ordinal);
        }
    }

    private static bool AllowsOrigin(ApiAnswer answer) => answer.Headers.ContainsKey("Access-Control-Allow-Origin");
}
