using System.Net.Mime;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Metrics;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>Allowed outside Development: the public address, loopback, and <c>AllowedHosts</c> (semicolons; <c>*</c> is any).</summary>
public static partial class HostNames
{
    private const int MaxLoggedLength = 100;
    private static readonly string[] AnyHost = ["*", "[::]", "0.0.0.0"];
    private static readonly string[] LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Turns off the framework's filter, which would run before a proxy's host is known.</summary>
    public static IServiceCollection AddHostNames(this IServiceCollection services) =>
        services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = ["*"]);

    /// <summary>Place after <see cref="Proxies.UseKnownProxies"/>. Probes and scrapes come by any name, such as a pod's address.</summary>
    public static void UseHostNames(this WebApplication app)
    {
        var allowed = GetAllowedHosts(app);
        var throttle = app.Services.GetRequiredService<LogThrottle>();
        var metrics = app.Services.GetRequiredService<RefusalMetrics>();
        app.Use(
            (context, next) =>
            {
                if (IsAllowed(context.Request, allowed))
                {
                    return next(context);
                }

                metrics.Count(Guard.HostName);
                if (throttle.TryEnter("host"))
                {
                    var host = context.Request.Headers.Host.ToString();
                    HostRefused(app.Logger, host[..Math.Min(host.Length, MaxLoggedLength)]);
                }

                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                context.Response.ContentType = MediaTypeNames.Text.Plain;
                return context.Response.WriteAsync("This box office does not answer to that address.", context.RequestAborted);
            }
        );
    }

    // The header as it was sent: HttpRequest.Host decodes international names, and throws if it cannot.
    private static bool IsAllowed(HttpRequest request, StringSegment[] allowed)
    {
        var host = request.Headers.Host.ToString();
        return host.Length == 0
            || Array.Exists(allowed, pattern => AnyHost.Contains(pattern.Value))
            || HostString.MatchesAny(host, allowed)
            || request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
            || request.Path == MetricsEndpoint.Path;
    }

    private static StringSegment[] GetAllowedHosts(WebApplication app) =>
        app.Environment.IsDevelopment()
            ? [AnyHost[0]]
            :
            [
                .. GetPublicHost(app.Services.GetRequiredService<IOptions<SiteOptions>>().Value),
                .. LoopbackHosts,
                .. (app.Configuration["AllowedHosts"] ?? "")
                    .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(ToAscii),
            ];

    private static IEnumerable<StringSegment> GetPublicHost(SiteOptions site) =>
        Uri.TryCreate(site.PublicBaseUrl, UriKind.Absolute, out var address) ? [ToAscii(address.Host)] : [];

    // As browsers send it: "müller.example" as "xn--mller-kva.example".
    private static StringSegment ToAscii(string host) => new HostString(host).ToUriComponent();

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Refused a request for host '{Host}', which is neither in Site:PublicBaseUrl nor in AllowedHosts. If the host is yours, "
            + "add it to AllowedHosts. Logged at most once a minute"
    )]
    private static partial void HostRefused(ILogger logger, string host);
}
