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

    /// <summary>How somebody signed in, as Identity notes it.</summary>
    internal const string MethodClaim = "amr";
    internal const string SecondFactor = "mfa";

    internal static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        options.AddPolicy(Staff, policy => policy.RequireClaim(MethodClaim, SecondFactor).RequireRole(Roles.Admin, Roles.SuperAdmin));
        options.AddPolicy(SuperAdmin, policy => policy.RequireClaim(MethodClaim, SecondFactor).RequireRole(Roles.SuperAdmin));
    }
}
