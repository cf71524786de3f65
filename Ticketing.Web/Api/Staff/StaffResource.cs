using Ticketing.Features.Accounts.Staff;

namespace Ticketing.Api.Staff;

/// <summary>The account of somebody who works for the venue.</summary>
public sealed record StaffResource
{
    public required Guid Id { get; init; }

    /// <summary>Empty until an invitation is accepted.</summary>
    public required string Name { get; init; }

    public required string Email { get; init; }

    /// <summary>"admin" or "superadmin"; null until a superadmin gives somebody who registered a role.</summary>
    public required string? Role { get; init; }

    public required StaffState State { get; init; }

    /// <summary>An authenticator app or a passkey is set up.</summary>
    public required bool HasSecondFactor { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null if the person never signed in.</summary>
    public required DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>The end of an invitation that is not accepted yet; else null.</summary>
    public required DateTimeOffset? InvitedUntil { get; init; }

    internal static StaffResource From(StaffRow row) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Email = row.Email,
            Role = row.Role,
            State = row.State,
            HasSecondFactor = row.HasSecondFactor,
            CreatedAt = row.CreatedAt,
            LastSignInAt = row.LastSignInAt,
            InvitedUntil = row.State is StaffState.Invited or StaffState.InvitationExpired ? row.InvitedUntil : null,
        };
}

public sealed record InvitationRequest
{
    /// <summary>Gets the mail with the link that makes the account.</summary>
    public required string Email { get; init; }

    /// <summary>"admin" or "superadmin".</summary>
    public required string Role { get; init; }
}

public sealed record RoleRequest
{
    /// <summary>"admin" or "superadmin".</summary>
    public required string Role { get; init; }
}
