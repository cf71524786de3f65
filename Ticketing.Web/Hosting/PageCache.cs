using Microsoft.AspNetCore.OutputCaching;

namespace Ticketing.Hosting;

/// <summary>
/// Anonymous pages are the same for everybody and are kept for a second: a rush costs one rendering a second and page, and what a
/// visitor sees is never older than that, whichever process changed it.
/// </summary>
public static class PageCache
{
    /// <summary>One page for all visitors, whatever a campaign hangs on its address. A page that reads its query names the keys itself.</summary>
    public const string ForASecond = "second";

    public static IServiceCollection AddPageCache(this IServiceCollection services) => services.AddOutputCache(Configure);

    internal static void Configure(OutputCacheOptions options) => options.AddPolicy(ForASecond, policy => policy
        .Expire(TimeSpan.FromSeconds(1))
        .SetVaryByHost(false)
        .SetVaryByQuery([]));
}
