using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ticketing.Accounts.Mails;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Hosting;
using Ticketing.Hosting.Verbs;
using Ticketing.Notifications;
using Ticketing.Settings;

namespace Ticketing.Accounts;

public static class AccountServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<IActorSource, StaffActor>();
        services.AddScoped<IUserConfirmation<AppUser>, GoodStanding>();
        services.AddScoped<PasswordRules>().AddScoped<NewAccounts>().AddScoped<AccountLinks>();
        services.AddScoped<FirstSuperAdmin>().AddScoped<IVerb, SetupLinkVerb>().AddOpeningStep<SetupLinkAtStart>();
        services.AddScoped<SignInAttempts>().AddScoped<PendingSignIn>().AddScoped<SignInRecord>().AddScoped<StaffSignIn>();
        services.AddScoped<AuthenticatorKeys>().AddScoped<SecondFactors>().AddScoped<Passkeys>();
        services.AddScoped<OwnAccount>().AddScoped<PasswordReset>();
        services.AddScoped<InviteStaff>().AddScoped<RegisterStaff>().AddScoped<JoinStaff>().AddScoped<StaffChanges>().AddScoped<StaffList>();
        services.AddScoped<IEmailComposer, JoinEmail>().AddScoped<IEmailComposer, ResetEmail>().AddScoped<IEmailComposer, ApprovedEmail>();
        services.AddIdentityCore<AppUser>(Configure)
            .AddRoles<IdentityRole<Guid>>()
            .AddClaimsPrincipalFactory<StaffClaims>()
            .AddEntityFrameworkStores<TicketingDbContext>()
            .AddUserStore<StaffStore>()
            .AddSignInManager()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptionsMonitor<SiteOptions>>(Passkeys.Configure);
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 220_000);
        var signIn = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        signIn.AddIdentityCookies();
        signIn.AddCookie(PendingSignIn.Scheme, cookie =>
        {
            cookie.Cookie.Name = "__Host-staff-step";
            cookie.ExpireTimeSpan = PendingSignIn.Lifetime;
            cookie.SlidingExpiration = false;
        });

        // Identity stores the passkey challenge in this cookie.
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, cookie => cookie.Cookie.Name = "__Host-passkey");
        services.ConfigureApplicationCookie(Configure);
        services.Configure<SecurityStampValidatorOptions>(stamps =>
        {
            // Validate on every request, even within one tick: a lost role takes effect at once.
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
        var methodClaims = context.CurrentPrincipal?.FindAll(Policies.MethodClaim).Select(claim => new Claim(claim.Type, claim.Value)) ?? [];
        (context.NewPrincipal?.Identity as ClaimsIdentity)?.AddClaims(methodClaims);
        return Task.CompletedTask;
    }
}
