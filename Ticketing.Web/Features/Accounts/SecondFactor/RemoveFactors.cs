using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Accounts.SecondFactor;

/// <summary>For somebody who has lost all of them. Known devices are forgotten too.</summary>
public sealed class RemoveFactors(TicketingDbContext db, StaffDevices devices, SecurityNotices notices)
{
    /// <summary>Must run inside a write that also changes the account's stamp.</summary>
    internal async Task RemoveAsync(Guid userId, string email, CancellationToken ct)
    {
        await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == userId).ExecuteDeleteAsync(ct);
        await db.UserTokens.Where(t => t.UserId == userId).ExecuteDeleteAsync(ct);
        await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(u => u.TwoFactorEnabled, false), ct);
        await devices.ForgetAllAsync(userId, ct);
        await notices.QueueAsync(SecurityChange.FactorsReset, email, ct);
    }
}
