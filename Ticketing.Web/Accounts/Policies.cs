using Microsoft.AspNetCore.Authorization;
using Ticketing.Data;

namespace Ticketing.Accounts;

/// <summary>Who may open what in the admin area.</summary>
public static class Policies
{
    /// <summary>Admins and superadmins who signed in with their second factor.</summary>
    public const string Staff = "staff";

    /// <summary>Superadmins who signed in with their second factor.</summary>
    public const string SuperAdmin = "superadmin";

    /// <summary>Signed in, be it without the second factor: to set it up, and to sign out.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Signed in with the second factor, whatever the role: one's own account.</summary>
    public const string BothFactors = "both-factors";

    /// <summary>How somebody signed in, as Identity notes it.</summary>
    internal const string MethodClaim = "amr";
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
