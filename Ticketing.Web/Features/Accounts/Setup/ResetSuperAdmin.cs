using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Links;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.Setup;

/// <summary>
/// For a superadmin who can no longer sign in. The old password ends too: until new factors are set up, only the link opens the account.
/// </summary>
public sealed class ResetSuperAdmin(
    TicketingDbContext db,
    UserManager<AppUser> users,
    RemoveFactors factors,
    AccountLinks links,
    AuditTrail audit,
    TimeProvider clock
)
{
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(30);

    /// <returns>A single-use link to choose a new password; null if no active superadmin has this email.</returns>
    public Task<string?> ResetAsync(string email, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
                await users.FindByEmailAsync(email) is { Status: StaffStatus.Active } user
                && await users.IsInRoleAsync(user, Roles.SuperAdmin)
                    ? await ResetAsync(user, ct)
                    : null,
            ct: ct
        );

    private async Task<string> ResetAsync(AppUser user, CancellationToken ct)
    {
        var stamp = UnguessableCode.Create();
        await db
            .Users.Where(u => u.Id == user.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(u => u.PasswordHash, (string?)null)
                        .SetProperty(u => u.SecurityStamp, stamp)
                        .SetProperty(u => u.ConcurrencyStamp, stamp)
                        .SetProperty(u => u.AccessFailedCount, 0)
                        .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null),
                ct
            );
        await factors.RemoveAsync(user.Id, user.Email!, ct);
        await links.RevokeAsync(LinkKind.Reset, user.Id, ct);
        await audit.RecordAsync("user.superadmin-reset", user.Id, user.Name, null, null, ct);
        return (await links.CreateAsync(LinkKind.Reset, user.Id, clock.GetUtcNow() + LinkLifetime, ct)).Url;
    }
}
