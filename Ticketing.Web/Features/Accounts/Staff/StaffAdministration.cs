using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.Staff;

public enum StaffChangeResult
{
    Done,

    /// <summary>The account is gone or in the wrong state.</summary>
    NotApplicable,

    /// <summary>Refused: no superadmin would be left.</summary>
    LastSuperAdmin,
}

/// <summary>Changes to other accounts. Each one ends the user's sessions, so it applies from the next request.</summary>
public sealed class StaffAdministration(TicketingDbContext db, NotificationOutbox outbox, RemoveFactors factors, AuditTrail audit)
{
    public const string ApprovedMailKind = "staff-approved";

    public static bool IsRole(string role) => Roles.All.Contains(role);

    public Task<StaffChangeResult> ApproveAsync(Guid userId, string role, CancellationToken ct) =>
        ChangeAsync(
            userId,
            async person =>
            {
                var pending = db.Users.Where(u => u.Id == userId && u.Status == StaffStatus.PendingApproval && u.EmailConfirmed);
                if (await UpdateAsync(pending, set => set.SetProperty(u => u.Status, StaffStatus.Active), ct) == 0)
                {
                    return false;
                }

                await SetRoleAsync(userId, role, ct);
                await outbox.QueueAsync(ApprovedMailKind, $"{ApprovedMailKind}:{userId}", person.Email, orderId: null, ct);
                await audit.RecordAsync("user.approved", userId, person.Name, null, new { Role = role }, ct);
                return true;
            },
            ct
        );

    public Task<StaffChangeResult> ChangeRoleAsync(Guid userId, string role, CancellationToken ct) =>
        ChangeAsync(
            userId,
            async person =>
            {
                if (await UpdateAsync(db.Users.Where(u => u.Id == userId && u.Status != StaffStatus.PendingApproval), _ => { }, ct) == 0)
                {
                    return false;
                }

                await SetRoleAsync(userId, role, ct);
                await audit.RecordAsync("user.role-changed", userId, person.DisplayName, new { person.Role }, new { Role = role }, ct);
                return true;
            },
            ct
        );

    public Task<StaffChangeResult> DisableAsync(Guid userId, CancellationToken ct) =>
        ChangeStatusAsync(userId, StaffStatus.Active, StaffStatus.Disabled, "user.disabled", ct);

    public Task<StaffChangeResult> EnableAsync(Guid userId, CancellationToken ct) =>
        ChangeStatusAsync(userId, StaffStatus.Disabled, StaffStatus.Active, "user.enabled", ct);

    /// <summary>The next sign-in requires a new second factor.</summary>
    public Task<StaffChangeResult> ResetSecondFactorAsync(Guid userId, CancellationToken ct) =>
        ChangeAsync(
            userId,
            async person =>
            {
                await factors.RemoveAsync(userId, person.Email, ct);
                await UpdateAsync(db.Users.Where(u => u.Id == userId), _ => { }, ct);
                await audit.RecordAsync("user.second-factor-reset", userId, person.DisplayName, null, null, ct);
                return true;
            },
            ct
        );

    /// <summary>The user can sign in again.</summary>
    public Task<StaffChangeResult> SignOutAsync(Guid userId, CancellationToken ct) =>
        ChangeAsync(
            userId,
            async person =>
            {
                if (await UpdateAsync(db.Users.Where(u => u.Id == userId && u.Status == StaffStatus.Active), _ => { }, ct) == 0)
                {
                    return false;
                }

                await audit.RecordAsync("user.signed-out-everywhere", userId, person.DisplayName, null, null, ct);
                return true;
            },
            ct
        );

    private Task<StaffChangeResult> ChangeStatusAsync(Guid userId, StaffStatus from, StaffStatus to, string action, CancellationToken ct) =>
        ChangeAsync(
            userId,
            async person =>
            {
                var users = db.Users.Where(u => u.Id == userId && u.Status == from);
                if (await UpdateAsync(users, set => set.SetProperty(u => u.Status, to), ct) == 0)
                {
                    return false;
                }

                await audit.RecordAsync(action, userId, person.DisplayName, null, null, ct);
                return true;
            },
            ct
        );

    // Two superadmins could remove each other concurrently. Locking the role's row serializes the changes.
    private Task<StaffChangeResult> ChangeAsync(Guid userId, Func<Person, Task<bool>> change, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                await db.Roles.Where(r => r.Name == Roles.SuperAdmin).ForUpdate().AsNoTracking().ToListAsync(ct);
                var hadSuperAdmin = await SuperAdmins().AnyAsync(ct);
                if (await FindAsync(userId, ct) is not { } person || !await change(person))
                {
                    return StaffChangeResult.NotApplicable;
                }

                return hadSuperAdmin && !await SuperAdmins().AnyAsync(ct) ? StaffChangeResult.LastSuperAdmin : StaffChangeResult.Done;
            },
            outcome => outcome == StaffChangeResult.Done,
            ct
        );

    private async Task SetRoleAsync(Guid userId, string role, CancellationToken ct)
    {
        var roleId = await db.Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync(ct);
        await db.UserRoles.Where(r => r.UserId == userId).ExecuteDeleteAsync(ct);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = userId, RoleId = roleId });
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>Ends the users' sessions too.</summary>
    private static Task<int> UpdateAsync(
        IQueryable<AppUser> users,
        Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<AppUser>> setMore,
        CancellationToken ct
    )
    {
        var stamp = UnguessableCode.Create();
        return users.ExecuteUpdateAsync(
            set =>
            {
                set.SetProperty(u => u.SecurityStamp, stamp).SetProperty(u => u.ConcurrencyStamp, stamp);
                setMore(set);
            },
            ct
        );
    }

    private Task<Person?> FindAsync(Guid userId, CancellationToken ct) =>
        db
            .Users.Where(u => u.Id == userId)
            .Select(u => new Person(
                u.Name,
                u.Email!,
                db.UserRoles.Where(userRole => userRole.UserId == u.Id)
                    .Join(db.Roles, userRole => userRole.RoleId, role => role.Id, (_, role) => role.Name)
                    .FirstOrDefault()
            ))
            .FirstOrDefaultAsync(ct);

    private IQueryable<AppUser> SuperAdmins() =>
        db.Users.Where(u =>
            u.Status == StaffStatus.Active
            && db.UserRoles.Any(userRole =>
                userRole.UserId == u.Id && db.Roles.Any(r => r.Id == userRole.RoleId && r.Name == Roles.SuperAdmin)
            )
        );

    private sealed record Person(string Name, string Email, string? Role)
    {
        public string DisplayName => Name.Length > 0 ? Name : Email;
    }
}
