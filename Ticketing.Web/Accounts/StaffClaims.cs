using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ticketing.Data;

namespace Ticketing.Accounts;

/// <summary>What a signed-in member of staff carries: identity, roles and the name that colleagues know.</summary>
internal sealed class StaffClaims(
    UserManager<AppUser> users, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<AppUser, IdentityRole<Guid>>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(AppUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user.Standing != Standing.Active)
        {
            // Their sessions are ended when they are shut out; should one live on, it may do nothing.
            foreach (var role in identity.FindAll(identity.RoleClaimType).ToList())
            {
                identity.RemoveClaim(role);
            }
        }

        identity.AddClaim(new Claim(StaffActor.NameClaim, user.Name));
        return identity;
    }
}

/// <summary>Nobody signs in who was not let in, or was shut out.</summary>
internal sealed class GoodStanding : IUserConfirmation<AppUser>
{
    public Task<bool> IsConfirmedAsync(UserManager<AppUser> manager, AppUser user) => Task.FromResult(user.Standing == Standing.Active);
}
