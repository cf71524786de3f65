using System.Reflection;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.DependencyInjection;

namespace Ticketing.Tests.Support.Apps;

/// <summary>
/// Describes the pages, and finds and prepares the compiled views, which are the same in every app. Otherwise each app reads the attributes
/// of all pages, which is a fifth of its start, and compiles a dozen expressions for each view.
/// </summary>
internal static class SharedViews
{
    private static IRazorPageActivator? activator;
    private static IRazorViewEngine? engine;
    private static ActionDescriptorCollection? pages;

    public static void AddSharedViews(this IServiceCollection services)
    {
        services.AddSingleton(provider => GetOrCreate<IRazorPageActivator, RazorPageActivator>(ref activator, provider));
        services.AddSingleton(provider => GetOrCreate<IRazorViewEngine, RazorViewEngine>(ref engine, provider));
        var original = services.Last(service => service.ServiceType == typeof(IActionDescriptorCollectionProvider)).ImplementationType!;
        services.AddSingleton<IActionDescriptorCollectionProvider>(provider => new SharedPages(GetOrDescribePages(provider, original)));
    }

    private static ActionDescriptorCollection GetOrDescribePages(IServiceProvider provider, Type original)
    {
        if (pages is null)
        {
            var own = (IActionDescriptorCollectionProvider)ActivatorUtilities.CreateInstance(provider, original);
            Interlocked.CompareExchange(ref pages, own.ActionDescriptors, null);
        }

        return pages;
    }

    private static TService GetOrCreate<TService, TImplementation>(ref TService? shared, IServiceProvider provider)
        where TService : class
        where TImplementation : TService
    {
        // Without a lock, which could wait for one that the provider holds. Two at once do no harm.
        Interlocked.CompareExchange(ref shared, shared ?? ActivatorUtilities.CreateInstance<TImplementation>(provider), null);
        return shared;
    }

    /// <summary>
    /// Copies, because MVC keeps in each description the filters, and output caching in its attribute the options, of the app that used it
    /// first. The original also tells of changes, and would keep every app in memory that listens.
    /// </summary>
    private sealed class SharedPages(ActionDescriptorCollection pages) : IActionDescriptorCollectionProvider
    {
        private static readonly Func<object, object> Copy = typeof(object)
            .GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object, object>>();

        public ActionDescriptorCollection ActionDescriptors { get; } = new([.. pages.Items.Select(CopyPage)], pages.Version);

        private static ActionDescriptor CopyPage(ActionDescriptor page)
        {
            var copy = (ActionDescriptor)Copy(page);
            copy.EndpointMetadata = [.. page.EndpointMetadata.Select(metadata => metadata is Attribute ? Copy(metadata) : metadata)];
            return copy;
        }
    }
}
