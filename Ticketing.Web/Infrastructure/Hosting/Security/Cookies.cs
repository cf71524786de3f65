using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Data.Keys;

namespace Ticketing.Infrastructure.Hosting.Security;

public static class Cookies
{
    public static IServiceCollection AddTicketingCookies(this IServiceCollection services)
    {
        services.AddSingleton<StorageFolder>();
        services.AddSingleton<BrowserCookie>();
        // For new keys. What earlier keys protect stays readable: each key names its algorithms.
        services
            .AddDataProtection()
            .SetApplicationName(KeyRing.ApplicationName)
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services
            .AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<IServiceProvider>((options, provider) => options.XmlRepository = KeyRing.CreateRepository(provider));
        services.Configure<CookiePolicyOptions>(options =>
        {
            // Antiforgery with "always secure" would fail over plain HTTP on loopback.
            options.Secure = CookieSecurePolicy.Always;
            options.HttpOnly = HttpOnlyPolicy.Always;
            options.MinimumSameSitePolicy = SameSiteMode.Lax;
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "__Host-form";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.FormFieldName = "form-token";

            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }
}
