using System.Diagnostics;
using System.Globalization;
using System.Net;
using Ticketing.Bench.Rush.Serving;
using Ticketing.Features.Events;

namespace Ticketing.Bench.Rush.Buying;

/// <summary>One guest with a browser of their own, who goes straight through.</summary>
internal sealed class RushBuyer(HttpMessageInvoker http, Uri server, Event show, int number, StepTimes times)
{
    private readonly CookieJar cookies = new();

    /// <summary>Step and status.</summary>
    public string LastAnswer { get; private set; } = "";

    /// <summary>In line.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Gives up waiting in line when it is cancelled.</summary>
    public CancellationToken Leaving { get; init; }

    /// <param name="quantities">For the first ticket types.</param>
    public async Task<PurchaseOutcome> BuyAsync(IReadOnlyList<int> quantities, CancellationToken ct)
    {
        if (await RequestAsync(PurchaseStep.Page, Get(show.GetPath()), ct) is not { Status: HttpStatusCode.OK })
        {
            return PurchaseOutcome.Failed;
        }

        var hold = await RequestAsync(PurchaseStep.Hold, Post(show.GetPath(), ChooseTickets(quantities)), ct);
        while (hold.Location?.EndsWith("/queue", StringComparison.Ordinal) == true || hold.RefreshAfter is not null)
        {
            IsWaiting = true;
            await Task.Delay(hold.RefreshAfter ?? TimeSpan.Zero, Leaving);
            hold = await RequestAsync(PurchaseStep.Queue, Get($"{show.GetPath()}/queue"), ct);
        }

        IsWaiting = false;
        return hold switch
        {
            { Location: { } checkout } => await PayAsync(checkout, ct) ? PurchaseOutcome.Bought : PurchaseOutcome.Failed,
            { Status: HttpStatusCode.Conflict } => PurchaseOutcome.SoldOut,
            _ => PurchaseOutcome.Failed,
        };
    }

    private async Task<bool> PayAsync(string checkout, CancellationToken ct)
    {
        var form = await RequestAsync(PurchaseStep.Checkout, Get(checkout), ct);
        var details = HtmlForm.ReadHiddenFields(form.Html, "id=\"details\"");
        (details["Buyer.Name"], details["Buyer.Email"]) = ($"Ada Lovelace {number}", $"ada{number}@example.com");
        if (await RequestAsync(PurchaseStep.Details, Post(checkout, details), ct) is not { Location: { } sandbox })
        {
            return false;
        }

        var payment = await RequestAsync(PurchaseStep.Sandbox, Get(sandbox), ct);
        var choice = HtmlForm.ReadHiddenFields(payment.Html, "method=\"post\"");
        choice["outcome"] = "paid";
        return await RequestAsync(PurchaseStep.Pay, Post(sandbox, choice), ct) is { Location: { } comeBack }
            && await RequestAsync(PurchaseStep.Return, Get(comeBack), ct) is { Location: { } order }
            && await RequestAsync(PurchaseStep.Order, Get(order), ct) is { Status: HttpStatusCode.OK };
    }

    private async Task<Answer> RequestAsync(PurchaseStep step, HttpRequestMessage request, CancellationToken ct)
    {
        using var sent = request;
        cookies.AddTo(request);
        request.Headers.Add("X-Forwarded-For", $"10.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}");
        var began = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request, ct);
        var html = await response.Content.ReadAsStringAsync(ct);
        times.Add(step, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        cookies.Keep(response);
        LastAnswer = $"{step}: {(int)response.StatusCode}";
        return new Answer(response.StatusCode, response.Headers.Location?.OriginalString, html, FindRefresh(response));
    }

    private IEnumerable<KeyValuePair<string, string>> ChooseTickets(IReadOnlyList<int> quantities) =>
        quantities.Select((quantity, i) => new KeyValuePair<string, string>($"Quantities[{show.TicketTypes[i].Id}]", $"{quantity}"));

    private HttpRequestMessage Get(string path) => new(HttpMethod.Get, Resolve(path));

    private HttpRequestMessage Post(string path, IEnumerable<KeyValuePair<string, string>> fields) => HtmlForm.Post(Resolve(path), fields);

    // Links that lead out and back name the public address, which may be that of another server.
    private Uri Resolve(string path) =>
        new(server, Uri.TryCreate(path, UriKind.Absolute, out var absolute) && !absolute.IsFile ? absolute.PathAndQuery : path);

    private static TimeSpan? FindRefresh(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Refresh", out var values)
        && int.TryParse(values.First(), CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private readonly record struct Answer(HttpStatusCode Status, string? Location, string Html, TimeSpan? RefreshAfter);
}
