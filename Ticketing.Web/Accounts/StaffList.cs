using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;

namespace Ticketing.Accounts;

public enum StaffState
{
    /// <summary>Address confirmed: needs approval.</summary>
    Waiting,
    Active,

    /// <summary>Active, but locked after too many wrong attempts.</summary>
    Resting,
    Invited,
    InvitationOver,

    /// <summary>Registered, address not confirmed.</summary>
    Unconfirmed,
    Disabled,
}

/// <param name="Name">Empty until an invitation is accepted.</param>
public sealed record StaffRow(
    Guid Id, string Name, string Email, string? Role, StaffState State, bool HasApp, int Passkeys, DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt, DateTimeOffset? InvitedUntil)
{
    public string Called => Name.Length > 0 ? Name : Email;

    public bool HasSecondFactor => HasApp || Passkeys > 0;
}

public sealed class StaffList(TicketingDbContext db, TimeProvider clock)
{
    private const int Most = 1000;

    /// <summary>Accounts that need approval first.</summary>
    public async Task<IReadOnlyList<StaffRow>> ReadAsync(CancellationToken ct) =>
        [.. (await RowsAsync(db.Users, ct)).OrderBy(row => row.State).ThenBy(row => row.Called, StringComparer.CurrentCultureIgnoreCase)];

    public async Task<StaffRow?> FindAsync(Guid id, CancellationToken ct) => (await RowsAsync(db.Users.Where(u => u.Id == id), ct)).SingleOrDefault();

    private async Task<IReadOnlyList<StaffRow>> RowsAsync(IQueryable<AppUser> whom, CancellationToken ct)
    {
        var rows = await whom.AsNoTracking().OrderByDescending(u => u.Id).Take(Most).Select(u => new
        {
            User = u,
            Role = db.UserRoles.Where(userRole => userRole.UserId == u.Id)
                .Join(db.Roles, userRole => userRole.RoleId, role => role.Id, (_, role) => role.Name).FirstOrDefault(),
            HasApp = db.UserTokens.Any(token => token.UserId == u.Id && token.Name == StaffStore.KeyName),
            Passkeys = db.Set<IdentityUserPasskey<Guid>>().Count(passkey => passkey.UserId == u.Id),
        }).ToListAsync(ct);
        var now = clock.GetUtcNow();
        return [.. rows.Select(row => new StaffRow(
            row.User.Id, row.User.Name, row.User.Email!, row.Role, StateOf(row.User, now), row.HasApp && row.User.TwoFactorEnabled, row.Passkeys,
            row.User.CreatedAt, row.User.LastSignInAt, row.User.InvitedUntil))];
    }

    private static StaffState StateOf(AppUser user, DateTimeOffset now) => user.Standing switch
    {
        Standing.Invited => user.InvitedUntil > now ? StaffState.Invited : StaffState.InvitationOver,
        Standing.Waiting => user.EmailConfirmed ? StaffState.Waiting : StaffState.Unconfirmed,
        Standing.Disabled => StaffState.Disabled,
        _ => user.LockoutEnd > now ? StaffState.Resting : StaffState.Active,
    };
}
