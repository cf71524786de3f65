using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.Links;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.Setup;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Hosting.Commands;
using Ticketing.Infrastructure.Hosting.Startup;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Telemetry;

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
        services.KeepFromCollector<LogSetupLinkAtStartup>();
        services.AddScoped<ResetSuperAdmin>().AddScoped<ICommand, ResetSuperAdminCommand>();
        services.AddSessions();
        services.AddSignIn();
        services.AddTokens();
        services.AddScoped<AuthenticatorKeys>().AddScoped<SecondFactors>().AddScoped<SecondFactorCodes>().AddScoped<RemoveFactors>();
        services.AddScoped<Passkeys>().AddScoped<PasskeyVerification>().AddScoped<ConfirmFactor>();
        services.AddScoped<OwnAccount>().AddScoped<PasswordReset>().AddScoped<SecurityNotices>();
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
            .AddScoped<IEmailComposer, AccountApprovedEmail>()
            .AddScoped<IEmailComposer, SecurityNoticeEmail>()
            .AddScoped<IMailLanguages, StaffMailLanguages>();
        services
            .AddIdentityCore<AppUser>(Configure)
            .AddRoles<IdentityRole<Guid>>()
            .AddClaimsPrincipalFactory<StaffClaimsPrincipalFactory>()
            .AddEntityFrameworkStores<TicketingDbContext>()
            .AddUserStore<StaffUserStore>()
            .AddSignInManager()
            .AddTokenProvider<AuthenticatorTokenProvider>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddScoped<ISecurityStampValidator, StaffSessionValidator>();
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

        // Identity stores the passkey challenge in this cookie. Renewed, it would outlive the record that the challenge was used.
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorUserIdScheme,
            cookie => (cookie.Cookie.Name, cookie.SlidingExpiration) = ("__Host-passkey", false)
        );
        services.ConfigureApplicationCookie(Configure);
        services.Configure<SecurityStampValidatorOptions>(stamps =>
        {
            // Validate on every request, even if the cookie comes from a clock that was ahead: a lost role takes effect at once.
            stamps.ValidationInterval = TimeSpan.MinValue;
            stamps.OnRefreshingPrincipal = PreserveSession;
        });
        services.AddAuthorization(Policies.Add).AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedPageLog>();
        return services;
    }

    private static void Configure(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;

        // User names are addresses, which are checked before. Some have an apostrophe.
        options.User.AllowedUserNameCharacters = "";
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
        cookie.ExpireTimeSpan = AccountOptions.MaxSession; // The session it names ends earlier.
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/admin/login";
        cookie.AccessDeniedPath = "/admin/denied";
        cookie.ReturnUrlParameter = "next";
    }

    private static void AddSessions(this IServiceCollection services) =>
        services.AddScoped<StaffSessions>().AddScoped<StaffDevices>().AddBackgroundJob<SessionCleanupJob>(SessionCleanupJob.Interval);

    private static void AddSignIn(this IServiceCollection services) =>
        services
            .AddScoped<StaffBrowser>()
            .AddScoped<SessionCookie>()
            .AddScoped<PendingSignIn>()
            .AddScoped<SignInLimits>()
            .AddScoped<SignInAttempts>()
            .AddScoped<SignInRecorder>()
            .AddScoped<SignInLog>()
            .AddScoped<GuessLimiter>()
            .AddScoped<CompleteSignIn>()
            .AddScoped<StaffSignIn>();

    private static Task PreserveSession(SecurityStampRefreshingPrincipalContext context)
    {
        var kept =
            context
                .CurrentPrincipal?.FindAll(claim => claim.Type is Policies.MethodClaim or Policies.SessionClaim)
                .Select(claim => new Claim(claim.Type, claim.Value))
            ?? [];
        (context.NewPrincipal?.Identity as ClaimsIdentity)?.AddClaims(kept);
        return Task.CompletedTask;
    }
}
