using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Ticketing.Audit;
using Ticketing.Data;

namespace Ticketing.Accounts;

public static class AccountServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<IActorSource, StaffActor>();
        services.AddScoped<IUserConfirmation<AppUser>, GoodStanding>();
        services.AddScoped<StaffSignIn>();
        services.AddIdentityCore<AppUser>(Configure)
            .AddRoles<IdentityRole<Guid>>()
            .AddClaimsPrincipalFactory<StaffClaims>()
            .AddEntityFrameworkStores<TicketingDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 220_000);
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(Configure);
        services.Configure<SecurityStampValidatorOptions>(stamps =>
        {
            // Asked at each request, be it in the same instant: who loses a role or the account loses it now.
            stamps.ValidationInterval = TimeSpan.FromTicks(-1);
            stamps.OnRefreshingPrincipal = KeepHowTheySignedIn;
        });
        services.AddAuthorization(Policies.Add);
        return services;
    }

    private static void Configure(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.SignIn.RequireConfirmedAccount = true;
        options.Password.RequiredLength = 12;
        options.Password.RequiredUniqueChars = 1;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "__Host-staff";
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/admin/login";
        cookie.AccessDeniedPath = "/admin/denied";
        cookie.ReturnUrlParameter = "next";
    }

    private static Task KeepHowTheySignedIn(SecurityStampRefreshingPrincipalContext context)
    {
        var kept = context.CurrentPrincipal?.FindAll(Policies.MethodClaim).Select(claim => new Claim(claim.Type, claim.Value)) ?? [];
        (context.NewPrincipal?.Identity as ClaimsIdentity)?.AddClaims(kept);
        return Task.CompletedTask;
    }
}
