using Microsoft.AspNetCore.OutputCaching;

namespace Ticketing.Hosting;

/// <summary>A rush costs one rendering per page and second. Pages are at most a second stale, whichever process changed the data.</summary>
public static class PageCache
{
    /// <summary>Ignores query strings, such as campaign parameters; pages that use them declare the keys.</summary>
    public const string ForASecond = "second";

    public static IServiceCollection AddPageCache(this IServiceCollection services) => services.AddOutputCache(Configure);

    internal static void Configure(OutputCacheOptions options) => options.AddPolicy(ForASecond, policy => policy
        .Expire(TimeSpan.FromSeconds(1))
        .SetVaryByHost(false)
        .SetVaryByQuery([]));
}
