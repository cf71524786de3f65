using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Notifications;

namespace Ticketing.Accounts;

public enum StaffChange
{
    Done,

    /// <summary>The account is gone or in the wrong state.</summary>
    NotSo,

    /// <summary>Nobody could manage the venue any more.</summary>
    LastSuperAdmin,
}

/// <summary>Changes to other accounts. Each one ends the user's sessions, so it applies from the next request.</summary>
public sealed class StaffChanges(TicketingDbContext db, Outbox outbox, AuditTrail audit)
{
    public const string ApprovedKind = "staff-approved";

    public static bool IsRole(string role) => Roles.All.Contains(role);

    public Task<StaffChange> ApproveAsync(Guid userId, string role, CancellationToken ct) => ChangeAsync(
        userId,
        async person =>
        {
            if (person.Standing != Standing.Waiting || !person.EmailConfirmed)
            {
                return false;
            }

            await UpdateAsync(userId, set => set.SetProperty(u => u.Standing, Standing.Active), ct);
            await GiveRoleAsync(userId, role, ct);
            await outbox.QueueAsync(ApprovedKind, $"{ApprovedKind}:{userId}", person.Email, orderId: null, ct);
            await audit.RecordAsync("user.approved", userId, person.Name, null, new { Role = role }, ct);
            return true;
        },
        ct);

    public Task<StaffChange> ChangeRoleAsync(Guid userId, string role, CancellationToken ct) => ChangeAsync(
        userId,
        async person =>
        {
            if (person.Standing == Standing.Waiting)
            {
                return false;
            }

            await GiveRoleAsync(userId, role, ct);
            await UpdateAsync(userId, _ => { }, ct);
            await audit.RecordAsync("user.role-changed", userId, person.Called, new { person.Role }, new { Role = role }, ct);
            return true;
        },
        ct);

    public Task<StaffChange> DisableAsync(Guid userId, CancellationToken ct) => MoveAsync(userId, Standing.Active, Standing.Disabled, "user.disabled", ct);

    public Task<StaffChange> EnableAsync(Guid userId, CancellationToken ct) => MoveAsync(userId, Standing.Disabled, Standing.Active, "user.enabled", ct);

    /// <summary>The next sign-in requires a new second factor.</summary>
    public Task<StaffChange> ResetSecondFactorAsync(Guid userId, CancellationToken ct) => ChangeAsync(
        userId,
        async person =>
        {
            await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == userId).ExecuteDeleteAsync(ct);
            await db.UserTokens.Where(t => t.UserId == userId).ExecuteDeleteAsync(ct);
            await UpdateAsync(userId, set => set.SetProperty(u => u.TwoFactorEnabled, false), ct);
            await audit.RecordAsync("user.second-factor-reset", userId, person.Called, null, null, ct);
            return true;
        },
        ct);

    private Task<StaffChange> MoveAsync(Guid userId, Standing from, Standing to, string action, CancellationToken ct) => ChangeAsync(
        userId,
        async person =>
        {
            if (person.Standing != from)
            {
                return false;
            }

            await UpdateAsync(userId, set => set.SetProperty(u => u.Standing, to), ct);
            await audit.RecordAsync(action, userId, person.Called, null, null, ct);
            return true;
        },
        ct);

    // Two superadmins could remove each other concurrently. Locking the role's row serializes the changes.
    private Task<StaffChange> ChangeAsync(Guid userId, Func<Person, Task<bool>> change, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            await db.Roles.Where(r => r.Name == Roles.SuperAdmin).LockingRows().AsNoTracking().ToListAsync(ct);
            var hadSuperAdmin = await SuperAdmins().AnyAsync(ct);
            if (await FindAsync(userId, ct) is not { } person || !await change(person))
            {
                return StaffChange.NotSo;
            }

            return hadSuperAdmin && !await SuperAdmins().AnyAsync(ct) ? StaffChange.LastSuperAdmin : StaffChange.Done;
        },
        outcome => outcome == StaffChange.Done,
        ct);

    private async Task GiveRoleAsync(Guid userId, string role, CancellationToken ct)
    {
        var roleId = await db.Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync(ct);
        await db.UserRoles.Where(r => r.UserId == userId).ExecuteDeleteAsync(ct);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = userId, RoleId = roleId });
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private Task<int> UpdateAsync(Guid userId, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<AppUser>> also, CancellationToken ct)
    {
        var stamp = UnguessableCode.New();
        return db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(
            set =>
            {
                set.SetProperty(u => u.SecurityStamp, stamp).SetProperty(u => u.ConcurrencyStamp, stamp);
                also(set);
            },
            ct);
    }

    private Task<Person?> FindAsync(Guid userId, CancellationToken ct) => db.Users.Where(u => u.Id == userId)
        .Select(u => new Person(
            u.Name, u.Email!, u.Standing, u.EmailConfirmed,
            db.UserRoles.Where(userRole => userRole.UserId == u.Id)
                .Join(db.Roles, userRole => userRole.RoleId, role => role.Id, (_, role) => role.Name).FirstOrDefault()))
        .FirstOrDefaultAsync(ct);

    private IQueryable<AppUser> SuperAdmins() => db.Users.Where(u =>
        u.Standing == Standing.Active
        && db.UserRoles.Any(userRole => userRole.UserId == u.Id && db.Roles.Any(r => r.Id == userRole.RoleId && r.Name == Roles.SuperAdmin)));

    private sealed record Person(string Name, string Email, Standing Standing, bool EmailConfirmed, string? Role)
    {
        public string Called => Name.Length > 0 ? Name : Email;
    }
}
