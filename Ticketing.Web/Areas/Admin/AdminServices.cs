using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Pages.PromoCodes;
using Ticketing.Areas.Admin.Pages.Search;
using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Accounts;
using Ticketing.Features.Insights.StaffMails;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin;

public static class AdminServices
{
    private const string Area = "Admin";

    /// <summary>Policies of pages and folders that differ from <see cref="Policies.Staff"/>; null means anonymous access.</summary>
    private static readonly Dictionary<string, string?> FolderPolicies = new(StringComparer.Ordinal)
    {
        ["Login"] = null,
        ["Denied"] = null,
        ["Error"] = null,
        ["SignOut"] = null,
        ["Setup"] = null,
        ["Register"] = null,
        ["Join"] = null,
        ["Forgot"] = null,
        ["Reset"] = null,
        ["Unsubscribe"] = null,
        ["Account"] = Policies.BothFactors,
        ["Account/SecondFactor"] = Policies.SignedIn,
        ["Users"] = Policies.SuperAdmin,
        ["Settings"] = Policies.SuperAdmin,
        ["ApiKeys"] = Policies.SuperAdmin,
        ["Audit"] = Policies.SuperAdmin,
        ["Backups"] = Policies.SuperAdmin,
        ["Restore"] = Policies.SuperAdmin,
        ["GoLive"] = Policies.SuperAdmin,
        ["GoLive/TestEmail"] = null,
        ["Webhooks"] = Policies.SuperAdmin,
    };

    private static readonly string[] PagesWithUploads = ["/Events/New", "/Events/Poster", "/Settings/Index"];

    /// <summary>Pages that ask for the second factor again if it was checked more than a few minutes ago.</summary>
    private static readonly string[] FreshFactorPages =
    [
        "Account/Password",
        "Account/SecondFactor",
        "Users/Details",
        "Users/Invite",
        "ApiKeys/New",
        "Insights/Export",
        "Orders/Export",
        "Backups/Download",
        "Restore/Index",
        "Webhooks/New",
        "Webhooks/Edit",
        "Webhooks/Details",
        "Webhooks/Delivery",
    ];

    /// <summary>Folders and pages that accept forms while the venue is closed after a restore.</summary>
    private static readonly string[] OpenDuringRecovery =
    [
        "Login",
        "SignOut",
        "Setup",
        "Account",
        "ApiKeys",
        "Backups",
        "Restore",
        "GoLive",
    ];

    public static IServiceCollection AddAdminArea(this IServiceCollection services)
    {
        services.AddScoped<StaffSearch>();
        services.AddScoped<PromoCodeServicesForPages>();
        services.AddSingleton<IActionItemWriter, ActionItemWriter>();
        services.Configure<CookieTempDataProviderOptions>(options => options.Cookie.Name = "__Host-told");
        return services.Configure<RazorPagesOptions>(options =>
            options.Conventions.AddAreaFolderApplicationModelConvention(
                Area,
                "/",
                page =>
                {
                    if (GetPolicy(page.ViewEnginePath) is { } policy)
                    {
                        page.EndpointMetadata.Add(new AuthorizeAttribute(policy));
                        page.EndpointMetadata.Add(new RequestSizeLimitAttribute(GetMaxFormBytes(page.ViewEnginePath)));
                    }

                    if (OpenDuringRecovery.Any(folder => IsIn(folder, page.ViewEnginePath)))
                    {
                        page.EndpointMetadata.Add(new AllowedDuringRecoveryAttribute());
                    }

                    if (RequiresFreshFactor(page.ViewEnginePath))
                    {
                        page.Filters.Add(new TypeFilterAttribute(typeof(FreshFactorFilter)));
                    }
                }
            )
        );
    }

    /// <summary>Forbids caching of every admin response, including redirects to the sign-in page.</summary>
    public static void UseAdminArea(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (StaffSections.Include(context.Request.Path))
                {
                    // Set just before sending: antiforgery sets the header too and logs a warning if it is already there.
                    context.Response.OnStarting(() =>
                    {
                        context.Response.Headers.CacheControl = "no-store";
                        return Task.CompletedTask;
                    });
                }

                return next(context);
            }
        );

    private static long GetMaxFormBytes(string path) =>
        PagesWithUploads.Contains(path) ? RequestLimits.UploadBytes : RequestLimits.StaffFormBytes;

    private static bool RequiresFreshFactor(string path) => FreshFactorPages.Any(page => IsIn(page, path));

    private static bool IsIn(string folder, string path) =>
        path == $"/{folder}" || path.StartsWith($"/{folder}/", StringComparison.Ordinal);

    /// <param name="path">Relative to the area's root, such as "/Login/Index".</param>
    private static string? GetPolicy(string path)
    {
        var parts = path.Split('/');
        return
            (parts.Length > 2 && FolderPolicies.TryGetValue($"{parts[1]}/{parts[2]}", out var policy))
            || FolderPolicies.TryGetValue(parts[1], out policy)
            ? policy
            : Policies.Staff;
    }
}
