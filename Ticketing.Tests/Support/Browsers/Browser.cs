using System.Net;
using AngleSharp;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace Ticketing.Tests.Support.Browsers;

/// <summary>An HTTP client without JavaScript that follows redirects and submits forms with their current values.</summary>
public sealed class Browser : IDisposable
{
    private const int MaxRedirects = 8;
    private readonly HttpClient client;

    /// <param name="ownsServer">False if several browsers share the handler.</param>
    public Browser(HttpMessageHandler server, Uri address, bool ownsServer = true)
    {
        Jar = new CookieJar(server);
        client = new HttpClient(Jar, ownsServer) { BaseAddress = address };
    }

    public CookieJar Jar { get; }

    public string UserAgent
    {
        init => client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", value);
    }

    /// <summary>Empty for none.</summary>
    public string Languages
    {
        init => client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", value);
    }

    public Uri Address => client.BaseAddress!;

    public Task<BrowserPage> OpenAsync(string path) => FollowAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Sends one request without following redirects.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        client.SendAsync(request, TestContext.Current.CancellationToken);

    public async Task<byte[]> DownloadAsync(string path)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>With the headers of a same-origin form post.</summary>
    public Task<BrowserPage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        FollowAsync(PostRequest(path, fields));

    public static HttpRequestMessage PostRequest(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return request;
    }

    internal async Task<BrowserPage> FollowAsync(HttpRequestMessage request)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var response = await SendAsync(request);
            if (response.Headers.Location is not { } location || (int)response.StatusCode is < 300 or >= 400)
            {
                return await ReadAsync(request.RequestUri!, response);
            }

            Assert.True(redirects < MaxRedirects, $"Redirect loop, last to {location}");
            request = new HttpRequestMessage(HttpMethod.Get, PathOf(location));
        }
    }

    // Absolute links use the public address, which is not the test server's.
    private static string PathOf(Uri location) => location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString;

    private async Task<BrowserPage> ReadAsync(Uri url, HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var path = url.IsAbsoluteUri ? url.PathAndQuery : url.OriginalString;
        var context = BrowsingContext.New(Configuration.Default);
        var document = context.GetService<IHtmlParser>()!.ParseDocument(html);
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new BrowserPage(this, path, response.StatusCode, document, headers);
    }

    public void Dispose() => client.Dispose();
}

public sealed record BrowserPage(
    Browser Browser,
    string Path,
    HttpStatusCode Status,
    IHtmlDocument Document,
    IReadOnlyDictionary<string, string> Headers
)
{
    public string Text => string.Join(' ', (Document.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public BrowserPage ExpectStatus(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{Path} answered {(int)Status}, not {(int)status}: {Text[..Math.Min(Text.Length, 600)]}");
        return this;
    }

    /// <summary>Submits a form with its current values, overridden by <paramref name="fields"/>.</summary>
    /// <param name="form">CSS selector.</param>
    /// <param name="button">Value of the button, if the form has several.</param>
    public Task<BrowserPage> SubmitAsync(string form, IReadOnlyDictionary<string, string>? fields = null, string? button = null) =>
        Browser.FollowAsync(BuildSubmitRequest(form, fields, button));

    /// <summary>Builds the request without sending it.</summary>
    /// <inheritdoc cref="SubmitAsync"/>
    public HttpRequestMessage BuildSubmitRequest(string form, IReadOnlyDictionary<string, string>? fields = null, string? button = null)
    {
        var element =
            Document.QuerySelector(form) as IHtmlFormElement
            ?? throw new InvalidOperationException($"No form '{form}' on {Path}: {Text[..Math.Min(Text.Length, 600)]}");
        var values = GetFormFields(element);
        foreach (var (name, value) in fields ?? new Dictionary<string, string>())
        {
            Assert.True(element.QuerySelector($"[name='{name}']") is not null, $"The form has no field '{name}'.");
            values[name] = value;
        }

        var pressed = element.QuerySelectorAll("button").FirstOrDefault(b => button is null || b.GetAttribute("value") == button);
        if (pressed?.GetAttribute("name") is { } buttonName)
        {
            values[buttonName] = pressed.GetAttribute("value") ?? "";
        }

        var action = pressed?.GetAttribute("formaction") ?? element.GetAttribute("action");
        return Browser.PostRequest(string.IsNullOrEmpty(action) ? Path : action, values);
    }

    internal static Dictionary<string, string> GetFormFields(IHtmlFormElement form)
    {
        var values = new Dictionary<string, string>();
        foreach (var input in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            var (name, value) = input switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => (null, null),
                IHtmlInputElement box => (box.Name, box.Value),
                IHtmlSelectElement select => (select.Name, select.Value),
                IHtmlTextAreaElement area => (area.Name, area.Value),
                _ => (null, null),
            };
            if (name is not null)
            {
                values[name] = value ?? "";
            }
        }

        return values;
    }
}
