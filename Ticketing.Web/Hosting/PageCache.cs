namespace Ticketing.Hosting;

/// <summary>
/// Anonymous pages are the same for everybody and are kept for a second: a rush costs one rendering a second and page, and what a
/// visitor sees is never older than that, whichever process changed it.
/// </summary>
public static class PageCache
{
    public const string ForASecond = "second";

    public static IServiceCollection AddPageCache(this IServiceCollection services) => services.AddOutputCache(options =>
        options.AddPolicy(ForASecond, policy => policy.Expire(TimeSpan.FromSeconds(1))));
}
