using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;

namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>A rush costs one rendering per page and second. Pages are at most a second stale, whichever process changed the data.</summary>
public static class PageCache
{
    /// <summary>Ignores query strings, such as campaign parameters; pages that use them declare the keys.</summary>
    public const string OneSecond = "second";

    /// <summary>For files whose address may have a version.</summary>
    public const string OneSecondByVersion = "second-version";

    /// <summary>For pages that <see cref="IPageVariant"/> knows.</summary>
    public const string OneSecondByVariant = "second-variant";

    private const string VersionKey = "v";

    public static IServiceCollection AddPageCache(this IServiceCollection services) => services.AddOutputCache(Configure);

    /// <summary>
    /// Serves cached pages to those who ask for nothing but the page, before the steps that only others need. Place after routing and
    /// what may close the venue.
    /// </summary>
    /// <param name="isLimited">True for requests that the later steps may refuse.</param>
    public static void UsePageCacheForPlainRequests(this WebApplication app, Func<HttpContext, bool> isLimited) =>
        app.UseWhen(context => IsPlain(context) && !isLimited(context), branch => branch.UseOutputCache());

    /// <summary>For all other requests. Place after the checks of the request.</summary>
    public static void UsePageCache(this WebApplication app)
    {
        app.UseWhen(context => context.Features.Get<IOutputCacheFeature>() is null, branch => branch.UseOutputCache());
        app.Use(
            (context, next) =>
            {
                if (IsForCache(context))
                {
                    // Others wait for the same rendering, and would get an error if the first one left.
                    context.RequestAborted = CancellationToken.None;
                }

                return next(context);
            }
        );
    }

    private static bool IsForCache(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.GetEndpoint()?.Metadata is { } metadata
        && (metadata.GetMetadata<OutputCacheAttribute>() is not null || metadata.GetMetadata<IOutputCachePolicy>() is not null);

    // Neither who is signed in nor the checks of text change what such a page shows.
    private static bool IsPlain(HttpContext context) => IsForCache(context) && !context.Request.QueryString.HasValue;

    internal static void Configure(OutputCacheOptions options)
    {
        options.AddPolicy(OneSecond, policy => CacheOneSecond(policy));
        options.AddPolicy(OneSecondByVariant, policy => CacheOneSecond(policy).VaryByValue(GetVariantAsync));
        options.AddPolicy(OneSecondByVersion, policy => CacheOneSecond(policy).SetVaryByQuery(VersionKey));
    }

    private static OutputCachePolicyBuilder CacheOneSecond(OutputCachePolicyBuilder policy) =>
        policy
            .Expire(TimeSpan.FromSeconds(1))
            .SetVaryByHost(false)
            .SetVaryByQuery([])
            .VaryByValue(GetMinute)
            .VaryByValue(GetLanguage)
            .VaryByValue(context => new("encoding", TextCompression.GetEncoding(context)));

    // The prefix too: links keep it, also if it is that of the default language.
    private static KeyValuePair<string, string> GetLanguage(HttpContext context) => new("language", LanguagePrefix.AddTo("/", context));

    private static async ValueTask<KeyValuePair<string, string>> GetVariantAsync(HttpContext context, CancellationToken ct) =>
        new("variant", await context.RequestServices.GetRequiredService<IPageVariant>().GetAsync(context, ct));

    // The cache takes a page from when the clock was ahead for fresh until the clock gets there again.
    private static KeyValuePair<string, string> GetMinute(HttpContext context)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return new("minute", (now.Ticks / TimeSpan.TicksPerMinute).ToString(CultureInfo.InvariantCulture));
    }
}
