namespace Ticketing.Features.OutgoingWebhooks;

/// <summary>One try of a delivery. Never changed.</summary>
public sealed class WebhookAttempt
{
    public const int MaxAnswerLength = 200;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid DeliveryId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>HTTP status of the answer; null if there was none.</summary>
    public required int? ResponseStatus { get; init; }

    /// <summary>The first characters of the answer.</summary>
    public required string ResponseStart { get; init; }
    public required long DurationMilliseconds { get; init; }

    /// <summary>A sentence for staff; null after a success.</summary>
    public required string? Error { get; init; }
}
