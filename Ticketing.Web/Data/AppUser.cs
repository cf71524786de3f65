using Microsoft.AspNetCore.Identity;

namespace Ticketing.Data;

public enum Standing
{
    /// <summary>Asked in by a superadmin; has neither name nor password yet.</summary>
    Invited,

    /// <summary>Registered by themselves; nobody has let them in yet.</summary>
    Waiting,
    Active,

    /// <summary>Shut out; the account stays, because what they did is told under their name.</summary>
    Disabled,
}

/// <summary>A member of staff. Customers never have accounts.</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    public AppUser() => Id = Guid.CreateVersion7();

    /// <summary>What colleagues call them.</summary>
    public string Name { get; set; } = "";
    public Standing Standing { get; set; } = Standing.Waiting;
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When an invitation ends; null for everybody else.</summary>
    public DateTimeOffset? InvitedUntil { get; set; }
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>The half minute of the last code that was taken: each code of the authenticator app is good once.</summary>
    public long LastCodeStep { get; set; }
}
