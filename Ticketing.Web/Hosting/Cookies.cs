using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.DataProtection;
using Ticketing.Data;
using Ticketing.Settings;

namespace Ticketing.Hosting;

/// <summary>Cookies, and the keys that seal them and the tickets' signing keys.</summary>
public static class Cookies
{
    public static IServiceCollection AddTicketingCookies(this IServiceCollection services)
    {
        services.AddSingleton<StorageFolder>();
        services.AddDataProtection().SetApplicationName("Ticketing");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<IServiceProvider>((options, provider) => options.XmlRepository = KeyRing.Open(provider));
        services.Configure<CookiePolicyOptions>(options =>
        {
            // By the policy and not by each feature: antiforgery set to "always secure" fails over plain HTTP on loopback.
            options.Secure = CookieSecurePolicy.Always;
            options.HttpOnly = HttpOnlyPolicy.Always;
            options.MinimumSameSitePolicy = SameSiteMode.Lax;
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "__Host-form";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.FormFieldName = "form-token";

            // Pages say themselves who may frame them (nobody).
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }
}
