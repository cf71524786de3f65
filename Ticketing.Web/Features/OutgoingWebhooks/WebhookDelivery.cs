namespace Ticketing.Features.OutgoingWebhooks;

public enum WebhookDeliveryStatus
{
    /// <summary>To be sent, or to be tried again.</summary>
    Waiting,
    Delivered,

    /// <summary>Given up; staff may send it again.</summary>
    Failed,
}

/// <summary>One message to one endpoint, written in the transaction of the change that it tells of.</summary>
public sealed class WebhookDelivery
{
    public const int MaxTypeLength = 40;
    public const int MaxResponseLength = 4000;
    public const int MaxErrorLength = 500;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid EndpointId { get; init; }
    public required string EventType { get; init; }

    /// <summary>The body, byte for byte the same in every attempt.</summary>
    public required string Payload { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public WebhookDeliveryStatus Status { get; private set; } = WebhookDeliveryStatus.Waiting;
    public int Attempts { get; private set; }

    /// <summary>Also the lease.</summary>
    public required DateTimeOffset NextTryAt { get; init; }

    /// <summary>Set when staff send it again; the time until it is given up restarts here.</summary>
    public DateTimeOffset? RequeuedAt { get; private set; }
    public DateTimeOffset? SettledAt { get; private set; }
    public DateTimeOffset? LastTriedAt { get; private set; }

    /// <summary>HTTP status of the last answer; null if there was none.</summary>
    public int? ResponseStatus { get; private set; }

    /// <summary>The beginning of the last answer.</summary>
    public string? ResponseBody { get; private set; }

    /// <summary>Of the last attempt.</summary>
    public long? DurationMilliseconds { get; private set; }

    /// <summary>A sentence for staff; null after a success.</summary>
    public string? LastError { get; private set; }

    /// <summary>The webhook-id: the same in every attempt, so that receivers recognise repeats.</summary>
    public string MessageId => $"msg_{Id:N}";
}
