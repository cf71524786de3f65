using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Accounts.SignIn;

/// <summary>Runs on every request with a staff cookie.</summary>
internal sealed class StaffSessionValidator(
    IOptions<SecurityStampValidatorOptions> options,
    SignInManager<AppUser> signIn,
    ILoggerFactory logs,
    StaffSessions sessions,
    StaffBrowser browser,
    StaffLanguages languages
) : SecurityStampValidator<AppUser>(options, signIn, logs)
{
    // Unlike the framework's, it does not delete the cookie: another tab may have just replaced the session, and the cookie with it.
    public override async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (IsAfterOutage(context.HttpContext))
        {
            // The error page must not ask the database again. It is in the person's language nevertheless.
            context.HttpContext.Features.Set(languages.FindChosen(context.Principal!));
            context.RejectPrincipal();
        }
        else if (await VerifySecurityStamp(context.Principal) is { } user)
        {
            await SecurityStampVerified(user, context);
        }
        else
        {
            context.RejectPrincipal();
        }
    }

    private static bool IsAfterOutage(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is { } failed && DatabaseErrors.IsOutage(failed.Error);

    protected override async Task<AppUser?> VerifySecurityStamp(ClaimsPrincipal? principal) =>
        principal?.FindSessionId() is { } session
        && await base.VerifySecurityStamp(principal) is { } user
        && await sessions.ContinueAsync(session, user.Id, browser.Address, SignInManager.Context.RequestAborted)
            ? user
            : null;
}
