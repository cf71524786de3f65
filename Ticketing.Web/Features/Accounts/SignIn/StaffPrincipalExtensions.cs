using System.Security.Claims;

namespace Ticketing.Features.Accounts.SignIn;

public static class StaffPrincipalExtensions
{
    /// <exception cref="InvalidOperationException">The page lacks its policy.</exception>
    public static Guid GetStaffId(this ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? id
            : throw new InvalidOperationException("Nobody is signed in: the page lacks its policy.");

    /// <inheritdoc cref="GetStaffId"/>
    public static Guid GetSessionId(this ClaimsPrincipal person) =>
        person.FindSessionId() ?? throw new InvalidOperationException("Nobody is signed in: the page lacks its policy.");

    internal static Guid? FindSessionId(this ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(Policies.SessionClaim), out var id) ? id : null;

    public static bool UsedBothFactors(this ClaimsPrincipal person) => person.HasClaim(Policies.MethodClaim, Policies.SecondFactor);
}
