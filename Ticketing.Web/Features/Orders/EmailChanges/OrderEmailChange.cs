namespace Ticketing.Features.Orders.EmailChanges;

/// <summary>Kept so that the owner of the old address can undo it.</summary>
public sealed class OrderEmailChange
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid OrderId { get; init; }
    public required string OldEmail { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The link in a mail to the old address had been opened, so it is no mistyped one.</summary>
    public required bool CanUndo { get; init; }

    /// <summary>Hash of the token in the latest mail.</summary>
    public string? UndoHash { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }
}

/// <summary>Sent to the order's address, to change it later than a day after the purchase.</summary>
public sealed class OrderEmailCode
{
    public required Guid OrderId { get; init; }

    /// <summary>Null until the mail is sent.</summary>
    public string? Hash { get; private set; }
    public int Attempts { get; private set; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
