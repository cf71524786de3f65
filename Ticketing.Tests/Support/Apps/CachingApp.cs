using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Tests.Support.Apps;

/// <summary>Caches pages as in production, but without an expiry.</summary>
internal sealed class CachingApp : TicketingApp
{
    public EndlessStore Store { get; } = new();

    protected override void OverrideServices(IServiceCollection services) =>
        services.AddSingleton<IOutputCacheStore>(Store).Configure<OutputCacheOptions>(PageCache.Configure);
}

internal sealed class EndlessStore : IOutputCacheStore
{
    public Dictionary<string, byte[]> Pages { get; } = [];

    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => new(Pages.GetValueOrDefault(key));

    public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
    {
        Pages[key] = value;
        return ValueTask.CompletedTask;
    }
}
