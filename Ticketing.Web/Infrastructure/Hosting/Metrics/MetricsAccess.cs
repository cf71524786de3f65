using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Infrastructure.Hosting.Metrics;

/// <summary>Metrics are for programs on this machine, and for those that know the token.</summary>
internal sealed class MetricsAccess(IOptionsMonitor<MetricsOptions> options)
{
    private const string Scheme = "Bearer ";
    private static readonly string[] LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Of proxies, and what the program leaves of the headers that it has read.</summary>
    private static readonly string[] ForwardingHeaders =
    [
        "Forwarded",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Original-For",
        "X-Original-Host",
        "X-Original-Proto",
        "X-Real-IP",
    ];

    public bool HasToken => options.CurrentValue.Token.Length > 0;

    public bool IsAllowed(HttpContext context) => KnowsToken(context.Request) || IsLocal(context);

    private bool KnowsToken(HttpRequest request)
    {
        var sent = request.Headers.Authorization.ToString();
        return HasToken
            && sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Hash(sent[Scheme.Length..].Trim()), Hash(options.CurrentValue.Token));
    }

    // Of the same length, whatever was sent.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>A request of a stranger comes from this machine too if a proxy on it passes the request on.</summary>
    private static bool IsLocal(HttpContext context) =>
        Proxies.GetPlainAddress(context.Connection.RemoteIpAddress) is { } address
        && IPAddress.IsLoopback(address)
        && !ForwardingHeaders.Any(context.Request.Headers.ContainsKey)
        && HostString.MatchesAny(context.Request.Headers[HeaderNames.Host].ToString(), [.. LoopbackHosts]);
}
