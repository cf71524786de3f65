using Microsoft.AspNetCore.Authorization;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts;

public static class Policies
{
    public const string Staff = "staff";

    public const string SuperAdmin = "superadmin";

    /// <summary>Signed in, even without the second factor: enough to set one up, and to sign out.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Signed in with the second factor, in any role.</summary>
    public const string BothFactors = "both-factors";

    /// <summary>Identity's claim for the sign-in method.</summary>
    internal const string MethodClaim = "amr";
    internal const string SessionClaim = "sid";
    internal const string SecondFactor = "mfa";
    internal const string PasswordOnly = "pwd";

    internal static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        options.AddPolicy(BothFactors, policy => policy.RequireClaim(MethodClaim, SecondFactor));
        options.AddPolicy(Staff, policy => policy.RequireClaim(MethodClaim, SecondFactor).RequireRole(Roles.Admin, Roles.SuperAdmin));
        options.AddPolicy(SuperAdmin, policy => policy.RequireClaim(MethodClaim, SecondFactor).RequireRole(Roles.SuperAdmin));
    }
}
