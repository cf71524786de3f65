using System.Net;
using System.Text.RegularExpressions;

namespace Ticketing.Bench.Soak;

/// <summary>One browser. Each call makes the next request: half only look, the others hold tickets, check out and mostly pay.</summary>
internal sealed partial class SoakVisitor(HttpClient client, SoakServer server, Random random)
{
    private readonly Dictionary<string, string> cookies = [];
    private Func<HttpRequestMessage>? next;
    private Stage stage;

    private enum Stage
    {
        FrontPage,
        EventPage,
        Holding,
        Checkout,
        Paying,
        Order,
    }

    public bool HasPaid { get; private set; }

    /// <returns>The status of the answer, and false if the visitor has left.</returns>
    public async Task<(HttpStatusCode Status, bool GoesOn)> RequestAsync(CancellationToken ct)
    {
        using var request = next?.Invoke() ?? new HttpRequestMessage(HttpMethod.Get, "/");
        if (cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        }

        using var answer = await client.SendAsync(request, ct);
        KeepCookies(answer);
        next = Decide(answer, await answer.Content.ReadAsStringAsync(ct));
        return (answer.StatusCode, next is not null);
    }

    private Func<HttpRequestMessage>? Decide(HttpResponseMessage answer, string html)
    {
        var path = answer.RequestMessage!.RequestUri!.PathAndQuery;
        if (answer.Headers.Location is { } location)
        {
            var target = location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString;
            return () => new HttpRequestMessage(HttpMethod.Get, target);
        }

        if (!answer.IsSuccessStatusCode)
        {
            return null;
        }

        switch (stage++)
        {
            case Stage.FrontPage:
                return () => new HttpRequestMessage(HttpMethod.Get, server.EventPath);
            case Stage.EventPage when random.Next(2) == 0:
                return () => Post(server.EventPath, new() { [$"Quantities[{server.TicketType}]"] = $"{random.Next(1, 4)}" });
            case Stage.Holding:
                var buyer = ReadHiddenFields(html, "id=\"details\"");
                (buyer["Buyer.Name"], buyer["Buyer.Email"]) = ("Ada Lovelace", $"ada{random.Next(1_000_000)}@example.com");
                return () => Post(path, buyer);
            case Stage.Checkout:
                var choice = ReadHiddenFields(html, "method=\"post\"");
                choice["outcome"] = random.Next(5) == 0 ? "declined" : "paid";
                stage = choice["outcome"] == "paid" ? Stage.Paying : Stage.Order;
                return () => Post(path, choice);
            case Stage.Paying:
                HasPaid = true;
                return () => new HttpRequestMessage(HttpMethod.Get, path);
            default:
                return null;
        }
    }

    private static HttpRequestMessage Post(string path, Dictionary<string, string> fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return request;
    }

    /// <param name="mark">Text in the form's tag.</param>
    private static Dictionary<string, string> ReadHiddenFields(string html, string mark)
    {
        var start = html.IndexOf(mark, StringComparison.Ordinal);
        var form = start < 0 ? "" : html[start..(html.IndexOf("</form>", start, StringComparison.Ordinal) + 1)];
        return HiddenInput()
            .Matches(form)
            .ToDictionary(
                input => WebUtility.HtmlDecode(NameAttribute().Match(input.Value).Groups[1].Value),
                input => WebUtility.HtmlDecode(ValueAttribute().Match(input.Value).Groups[1].Value)
            );
    }

    private void KeepCookies(HttpResponseMessage answer)
    {
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            cookies[pair[0]] = pair[1];
        }
    }

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>|<input[^>]*name=\"__[^>]*>")]
    private static partial Regex HiddenInput();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex NameAttribute();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex ValueAttribute();
}
