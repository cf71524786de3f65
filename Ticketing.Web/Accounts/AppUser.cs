using Microsoft.AspNetCore.Identity;

namespace Ticketing.Accounts;

/// <summary>A member of staff. Customers never have accounts.</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    public AppUser() => Id = Guid.CreateVersion7();
}
