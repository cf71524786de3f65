using System.Net;
using System.Text;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class BodySizeTests
{
    [Fact]
    public async Task A_body_that_is_too_large_is_a_problem_document()
    {
        await using var app = new EchoVenue();
        using var client = new HttpClient { BaseAddress = app.Listen() };
        using var body = new StringContent(
            """{"text":"TEXT","buyer":{"name":"b"}}""".Replace(
                "TEXT",
                new string('x', RequestLimits.DefaultBytes),
                StringComparison.Ordinal
            ),
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await client.PostAsync(new Uri(EchoVenue.Path, UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains(
            "/api/problems/too-large",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }
}
