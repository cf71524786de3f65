using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>Allowed outside Development: the public address, loopback, and <c>AllowedHosts</c> (semicolons; <c>*</c> is any).</summary>
public static class HostNames
{
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    public static IServiceCollection AddHostNames(this IServiceCollection services)
    {
        services
            .AddOptions<HostFilteringOptions>()
            .Configure<IOptions<SiteOptions>, IConfiguration, IHostEnvironment>(
                (filter, site, configuration, environment) =>
                    filter.AllowedHosts = environment.IsDevelopment()
                        ? ["*"]
                        : [.. PublicName(site.Value), .. ThisMachine, .. Added(configuration)]
            );
        return services;
    }

    private static IEnumerable<string> PublicName(SiteOptions site) =>
        Uri.TryCreate(site.PublicBaseUrl, UriKind.Absolute, out var address) ? [address.Host] : [];

    private static string[] Added(IConfiguration configuration) =>
        (configuration["AllowedHosts"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
