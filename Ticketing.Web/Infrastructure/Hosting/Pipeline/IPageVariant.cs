namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>Tells versions of a cached page apart, for <see cref="PageCache.OneSecondByVariant"/>.</summary>
public interface IPageVariant
{
    /// <returns>One of few values, whatever strangers write into the address.</returns>
    Task<string> GetAsync(HttpContext context, CancellationToken ct);
}
