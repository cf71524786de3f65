using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.DependencyInjection;

namespace Ticketing.Tests.Support.Apps;

/// <summary>
/// Finds and prepares the compiled views, which are the same in every app.
/// Otherwise each app compiles a dozen expressions for each of them.
/// </summary>
internal static class SharedViews
{
    private static IRazorPageActivator? activator;
    private static IRazorViewEngine? engine;

    public static void AddSharedViews(this IServiceCollection services)
    {
        services.AddSingleton(provider => GetOrCreate<IRazorPageActivator, RazorPageActivator>(ref activator, provider));
        services.AddSingleton(provider => GetOrCreate<IRazorViewEngine, RazorViewEngine>(ref engine, provider));
    }

    private static TService GetOrCreate<TService, TImplementation>(ref TService? shared, IServiceProvider provider)
        where TService : class
        where TImplementation : TService
    {
        // Without a lock, which could wait for one that the provider holds. Two at once do no harm.
        Interlocked.CompareExchange(ref shared, shared ?? ActivatorUtilities.CreateInstance<TImplementation>(provider), null);
        return shared;
    }
}
