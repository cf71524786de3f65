using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed class MalformedFormTests(LoggingApp app) : IClassFixture<LoggingApp>
{
    public static TheoryData<string, string> Posts =>
        new MatrixTheoryData<string, string>(
            ["/events/{show}", "/checkout/{hold}", "/orders/find"],
            ["too many fields", "no boundary", "cut short", "a value too long"]
        );

    [Theory, MemberData(nameof(Posts))]
    public async Task A_malformed_form_is_a_bad_request_and_logs_no_error(string path, string how)
    {
        var show = await app.PublishEventAsync();
        var hold = await app.PlaceHoldAsync(show, "Standing", 1);
        using var visitor = app.NewBrowser();
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            path.Replace("{show}", show.Slug, StringComparison.Ordinal).Replace("{hold}", hold, StringComparison.Ordinal)
        )
        {
            Content = Content(how),
            Headers = { { "Sec-Fetch-Site", "same-origin" }, { "Cookie", "other=1" } },
        };
        using var answer = await visitor.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "We couldn’t read that",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(app.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    /// <summary>A refund of many tickets repeats one key for each.</summary>
    [Fact]
    public async Task A_key_may_be_repeated_many_times()
    {
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        var fields = Enumerable.Repeat(KeyValuePair.Create("Chosen", "1"), 1000);
        var chosen = KeyValuePair.Create($"Quantities[{show.GetTicketTypeId("Standing")}]", "1");
        var page = await visitor.PostAsync($"/events/{show.Slug}", fields.Append(chosen));
        Assert.StartsWith("/checkout/", page.ExpectStatus(HttpStatusCode.OK).Path, StringComparison.Ordinal);
    }

    private static ByteArrayContent Content(string how) =>
        how switch
        {
            "too many fields" => new FormUrlEncodedContent(Enumerable.Range(0, 1100).Select(i => KeyValuePair.Create($"field{i}", "1"))),
            "no boundary" => Multipart("multipart/form-data", "--x\r\n"),
            "cut short" => Multipart("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb"),
            _ => new FormUrlEncodedContent([KeyValuePair.Create(new string('a', 3000), "1")]),
        };

    private static ByteArrayContent Multipart(string type, string body) =>
        new(Encoding.ASCII.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
}
