using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.Staff;

public enum StaffState
{
    /// <summary>Address confirmed: needs approval.</summary>
    PendingApproval,
    Active,

    /// <summary>Active, but locked after too many wrong attempts.</summary>
    LockedOut,
    Invited,
    InvitationExpired,

    /// <summary>Registered, address not confirmed.</summary>
    Unconfirmed,
    Disabled,
}

public sealed record StaffRow
{
    public required Guid Id { get; init; }

    /// <summary>Empty until an invitation is accepted.</summary>
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required string? Role { get; init; }
    public required StaffState State { get; init; }
    public required bool HasApp { get; init; }
    public required int Passkeys { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? LastSignInAt { get; init; }
    public required DateTimeOffset? InvitedUntil { get; init; }

    public string DisplayName => Name.Length > 0 ? Name : Email;

    public bool HasSecondFactor => HasApp || Passkeys > 0;
}

public sealed class StaffQueries(TicketingDbContext db, TimeProvider clock)
{
    private const int MaxRows = 1000;

    /// <summary>Lists accounts that need approval first.</summary>
    public async Task<IReadOnlyList<StaffRow>> ListAsync(CancellationToken ct) =>
        [
            .. (await GetRowsAsync(db.Users, ct))
                .OrderBy(row => row.State)
                .ThenBy(row => row.DisplayName, StringComparer.CurrentCultureIgnoreCase),
        ];

    public async Task<StaffRow?> FindAsync(Guid id, CancellationToken ct) =>
        (await GetRowsAsync(db.Users.Where(u => u.Id == id), ct)).SingleOrDefault();

    private async Task<IReadOnlyList<StaffRow>> GetRowsAsync(IQueryable<AppUser> users, CancellationToken ct)
    {
        var rows = await users
            .AsNoTracking()
            .OrderByDescending(u => u.Id)
            .Take(MaxRows)
            .Select(u => new
            {
                User = u,
                Role = db
                    .UserRoles.Where(userRole => userRole.UserId == u.Id)
                    .Join(db.Roles, userRole => userRole.RoleId, role => role.Id, (_, role) => role.Name)
                    .FirstOrDefault(),
                HasApp = db.UserTokens.Any(token => token.UserId == u.Id && token.Name == StaffUserStore.AuthenticatorKeyName),
                Passkeys = db.Set<IdentityUserPasskey<Guid>>().Count(passkey => passkey.UserId == u.Id),
            })
            .ToListAsync(ct);
        var now = clock.GetUtcNow();
        return
        [
            .. rows.Select(row => new StaffRow
            {
                Id = row.User.Id,
                Name = row.User.Name,
                Email = row.User.Email!,
                Role = row.Role,
                State = GetState(row.User, now),
                HasApp = row.HasApp && row.User.TwoFactorEnabled,
                Passkeys = row.Passkeys,
                CreatedAt = row.User.CreatedAt,
                LastSignInAt = row.User.LastSignInAt,
                InvitedUntil = row.User.InvitedUntil,
            }),
        ];
    }

    private static StaffState GetState(AppUser user, DateTimeOffset now) =>
        user.Status switch
        {
            StaffStatus.Invited => user.InvitedUntil > now ? StaffState.Invited : StaffState.InvitationExpired,
            StaffStatus.PendingApproval => user.EmailConfirmed ? StaffState.PendingApproval : StaffState.Unconfirmed,
            StaffStatus.Disabled => StaffState.Disabled,
            _ => user.LockoutEnd > now ? StaffState.LockedOut : StaffState.Active,
        };
}
