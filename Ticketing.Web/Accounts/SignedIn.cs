using System.Security.Claims;

namespace Ticketing.Accounts;

/// <summary>Whose request it is.</summary>
public static class SignedIn
{
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page lacks its policy.</exception>
    public static Guid StaffId(this ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? id
            : throw new InvalidOperationException("A page for the signed-in was opened by nobody.");

    public static bool UsedBothFactors(this ClaimsPrincipal person) => person.HasClaim(Policies.MethodClaim, Policies.SecondFactor);
}
