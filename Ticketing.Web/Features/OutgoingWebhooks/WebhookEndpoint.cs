namespace Ticketing.Features.OutgoingWebhooks;

public enum WebhookDisableReason
{
    Staff,

    /// <summary>Nothing could be delivered for days.</summary>
    Failing,

    /// <summary>It answered 410 Gone.</summary>
    Gone,
}

/// <summary>An address that is told what happens. Changed only by conditional UPDATE statements.</summary>
public sealed class WebhookEndpoint
{
    public const int MaxUrlLength = 500;
    public const int MaxDescriptionLength = 200;
    public const int MaxTypesLength = 500;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Url { get; init; }

    /// <summary>May be empty.</summary>
    public required string Description { get; init; }

    /// <summary>Separated by spaces.</summary>
    public required string EventTypes { get; init; }

    /// <summary>Encrypted by data protection.</summary>
    public required byte[] ProtectedSecret { get; init; }

    /// <summary>The secret before the last rotation; signs too until <see cref="PreviousSecretUntil"/>.</summary>
    public byte[]? PreviousProtectedSecret { get; init; }
    public DateTimeOffset? PreviousSecretUntil { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Rises with each change of what staff enter.</summary>
    public int Version { get; init; }

    /// <summary>The first failure since the last success; null if the last attempt succeeded.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Null if enabled.</summary>
    public DateTimeOffset? DisabledAt { get; init; }
    public WebhookDisableReason? DisableReason { get; init; }

    public IReadOnlyList<string> Types => EventTypes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
