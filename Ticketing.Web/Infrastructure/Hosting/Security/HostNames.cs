using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>Allowed outside Development: the public address, loopback, and <c>AllowedHosts</c> (semicolons; <c>*</c> is any).</summary>
public static class HostNames
{
    private static readonly string[] LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    public static IServiceCollection AddHostNames(this IServiceCollection services)
    {
        services
            .AddOptions<HostFilteringOptions>()
            .Configure<IOptions<SiteOptions>, IConfiguration, IHostEnvironment>(
                (filter, site, configuration, environment) =>
                    filter.AllowedHosts = environment.IsDevelopment()
                        ? ["*"]
                        : [.. GetPublicHost(site.Value), .. LoopbackHosts, .. GetAllowedHosts(configuration)]
            );
        return services;
    }

    private static IEnumerable<string> GetPublicHost(SiteOptions site) =>
        Uri.TryCreate(site.PublicBaseUrl, UriKind.Absolute, out var address) ? [address.Host] : [];

    private static string[] GetAllowedHosts(IConfiguration configuration) =>
        (configuration["AllowedHosts"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
