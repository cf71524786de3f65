using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.Links;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Features.Accounts.Setup;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Hosting.Commands;
using Ticketing.Infrastructure.Hosting.Startup;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Accounts;

public static class AccountServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<IActorSource, StaffActorSource>();
        services.AddScoped<IUserConfirmation<AppUser>, ActiveStaffConfirmation>();
        services.AddScoped<PasswordRules>().AddScoped<AccountValidator>().AddScoped<AccountLinks>();
        services.AddScoped<FirstSuperAdminSetup>().AddScoped<ICommand, SetupLinkCommand>().AddStartupStep<LogSetupLinkAtStartup>();
        services.AddScoped<SignInAttempts>().AddScoped<PendingSignIn>().AddScoped<SignInRecorder>().AddScoped<StaffSignIn>();
        services.AddScoped<AuthenticatorKeys>().AddScoped<SecondFactors>().AddScoped<Passkeys>();
        services.AddScoped<OwnAccount>().AddScoped<PasswordReset>();
        services
            .AddScoped<InviteStaff>()
            .AddScoped<RegisterStaff>()
            .AddScoped<JoinStaff>()
            .AddScoped<StaffAdministration>()
            .AddScoped<StaffQueries>();
        services
            .AddMailPriority(JoinStaff.MailKind, MailPriority.Awaited)
            .AddMailPriority(PasswordReset.MailKind, MailPriority.Awaited)
            .AddScoped<IEmailComposer, JoinEmail>()
            .AddScoped<IEmailComposer, PasswordResetEmail>()
            .AddScoped<IEmailComposer, AccountApprovedEmail>();
        services
            .AddIdentityCore<AppUser>(Configure)
            .AddRoles<IdentityRole<Guid>>()
            .AddClaimsPrincipalFactory<StaffClaimsPrincipalFactory>()
            .AddEntityFrameworkStores<TicketingDbContext>()
            .AddUserStore<StaffUserStore>()
            .AddSignInManager()
            .AddTokenProvider<AuthenticatorTokenProvider>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptionsMonitor<SiteOptions>>(Passkeys.Configure);
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 220_000);
        var signIn = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        signIn.AddIdentityCookies();
        signIn.AddCookie(
            PendingSignIn.Scheme,
            cookie =>
            {
                cookie.Cookie.Name = "__Host-staff-step";
                cookie.ExpireTimeSpan = PendingSignIn.Lifetime;
                cookie.SlidingExpiration = false;
            }
        );

        // Identity stores the passkey challenge in this cookie.
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorUserIdScheme,
            cookie => cookie.Cookie.Name = "__Host-passkey"
        );
        services.ConfigureApplicationCookie(Configure);
        services.Configure<SecurityStampValidatorOptions>(stamps =>
        {
            // Validate on every request, even within one tick: a lost role takes effect at once.
            stamps.ValidationInterval = TimeSpan.FromTicks(-1);
            stamps.OnRefreshingPrincipal = PreserveSignInMethod;
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

    private static Task PreserveSignInMethod(SecurityStampRefreshingPrincipalContext context)
    {
        var methodClaims =
            context.CurrentPrincipal?.FindAll(Policies.MethodClaim).Select(claim => new Claim(claim.Type, claim.Value)) ?? [];
        (context.NewPrincipal?.Identity as ClaimsIdentity)?.AddClaims(methodClaims);
        return Task.CompletedTask;
    }
}
