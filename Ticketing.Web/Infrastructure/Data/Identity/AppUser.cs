using Microsoft.AspNetCore.Identity;

namespace Ticketing.Infrastructure.Data.Identity;

public enum StaffStatus
{
    /// <summary>Invited by a superadmin; has no password yet.</summary>
    Invited,

    /// <summary>Registered without an invitation; not yet approved.</summary>
    PendingApproval,
    Active,

    /// <summary>Kept because the audit trail refers to the account.</summary>
    Disabled,
}

/// <summary>A staff account. Customers never have accounts.</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    public AppUser() => Id = Guid.CreateVersion7();

    public string Name { get; set; } = "";
    public StaffStatus Status { get; set; } = StaffStatus.PendingApproval;
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null unless invited.</summary>
    public DateTimeOffset? InvitedUntil { get; set; }
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Time step of the last accepted authenticator code: each code is valid once.</summary>
    public long LastCodeStep { get; set; }
}
