using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;

namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>A rush costs one rendering per page and second. Pages are at most a second stale, whichever process changed the data.</summary>
public static class PageCache
{
    /// <summary>Ignores query strings, such as campaign parameters; pages that use them declare the keys.</summary>
    public const string OneSecond = "second";

    public static IServiceCollection AddPageCache(this IServiceCollection services) => services.AddOutputCache(Configure);

    internal static void Configure(OutputCacheOptions options) =>
        options.AddPolicy(
            OneSecond,
            policy =>
                policy
                    .Expire(TimeSpan.FromSeconds(1))
                    .SetVaryByHost(false)
                    .SetVaryByQuery([])
                    .VaryByValue(GetMinute)
                    .VaryByValue(GetLanguage)
                    .VaryByValue(context => new("encoding", TextCompression.GetEncoding(context)))
        );

    // The prefix too: links keep it, also if it is that of the default language.
    private static KeyValuePair<string, string> GetLanguage(HttpContext context) => new("language", LanguagePrefix.AddTo("/", context));

    // The cache takes a page from when the clock was ahead for fresh until the clock gets there again.
    private static KeyValuePair<string, string> GetMinute(HttpContext context)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return new("minute", (now.Ticks / TimeSpan.TicksPerMinute).ToString(CultureInfo.InvariantCulture));
    }
}
