namespace Ticketing.Tests.Support.Browsers;

/// <summary>Accepts Secure cookies over plain HTTP on loopback, as browsers do and CookieContainer does not.</summary>
public sealed class CookieJar(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly Dictionary<string, string> cookies = [];
    private readonly List<string> setCookies = [];

    public IReadOnlyDictionary<string, string> Cookies => cookies;

    /// <summary>All <c>Set-Cookie</c> headers so far.</summary>
    public IReadOnlyList<string> SetCookies => setCookies;

    public void Clear() => cookies.Clear();

    public void Set(string name, string value) => cookies[name] = value;

    public void Remove(string name) => cookies.Remove(name);

    /// <summary>As a thief would.</summary>
    public void CopyFrom(CookieJar other)
    {
        foreach (var (name, value) in other.cookies)
        {
            cookies[name] = value;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (cookies.Count > 0)
        {
            request.Headers.Remove("Cookie");
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
            {
                Store(cookie);
            }
        }

        return response;
    }

    private void Store(string setCookie)
    {
        setCookies.Add(setCookie);
        var pair = setCookie.Split(';')[0].Split('=', 2);
        if (pair[1].Length == 0 || setCookie.Contains("max-age=0", StringComparison.OrdinalIgnoreCase))
        {
            cookies.Remove(pair[0]);
        }
        else
        {
            cookies[pair[0]] = pair[1];
        }
    }
}
