using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Accounts;

namespace Ticketing.Areas.Admin;

public static class AdminServices
{
    private const string Area = "Admin";

    /// <summary>Pages and folders that are not simply the staff's. Null: open to strangers.</summary>
    private static readonly Dictionary<string, string?> Doors = new(StringComparer.Ordinal)
    {
        ["Login"] = null,
        ["Denied"] = null,
        ["SignOut"] = null,
        ["Account"] = Policies.SignedIn,
        ["Users"] = Policies.SuperAdmin,
        ["Settings"] = Policies.SuperAdmin,
    };

    public static IServiceCollection AddAdminArea(this IServiceCollection services)
    {
        services.AddSingleton<VenueTimes>();
        services.Configure<CookieTempDataProviderOptions>(options => options.Cookie.Name = "__Host-told");
        return services.Configure<RazorPagesOptions>(options => options.Conventions.AddAreaFolderApplicationModelConvention(Area, "/", page =>
        {
            if (PolicyOf(page.ViewEnginePath) is { } policy)
            {
                page.EndpointMetadata.Add(new AuthorizeAttribute(policy));
            }
        }));
    }

    /// <summary>Nothing of the area is kept by a browser or a proxy, not even that somebody was sent to sign in.</summary>
    public static void UseAdminArea(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.CacheControl = "no-store";
        }

        return next(context);
    });

    /// <param name="path">From the area's root: "/Login/Index".</param>
    private static string? PolicyOf(string path) =>
        Doors.TryGetValue(path.Split('/')[1], out var policy) ? policy : Policies.Staff;
}
