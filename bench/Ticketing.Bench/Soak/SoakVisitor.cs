using System.Net;

namespace Ticketing.Bench.Soak;

/// <summary>One browser. Each call makes the next request: half only look, the others hold tickets, check out and mostly pay.</summary>
internal sealed class SoakVisitor(HttpClient client, SoakServer server, Random random)
{
    private readonly CookieJar cookies = new();
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
        cookies.AddTo(request);
        using var answer = await client.SendAsync(request, ct);
        cookies.Keep(answer);
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
                var buyer = HtmlForm.ReadHiddenFields(html, "id=\"details\"");
                (buyer["Buyer.Name"], buyer["Buyer.Email"]) = ("Ada Lovelace", $"ada{random.Next(1_000_000)}@example.com");
                return () => Post(path, buyer);
            case Stage.Checkout:
                var choice = HtmlForm.ReadHiddenFields(html, "method=\"post\"");
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

    private HttpRequestMessage Post(string path, Dictionary<string, string> fields) => HtmlForm.Post(new Uri(server.Address, path), fields);
}
