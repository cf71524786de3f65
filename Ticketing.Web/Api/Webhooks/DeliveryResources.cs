using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.OutgoingWebhooks.Endpoints;

namespace Ticketing.Api.Webhooks;

/// <summary>A message to a webhook, sent or to be sent.</summary>
public sealed record WebhookDeliveryResource
{
    public required Guid Id { get; init; }

    /// <summary>The message’s type, such as “order.paid”.</summary>
    public required string Type { get; init; }

    /// <summary>“waiting” is to be sent or tried again; “failed” was given up after three days.</summary>
    public required WebhookDeliveryStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number of attempts since it was written, or sent again.</summary>
    public required int Attempts { get; init; }

    /// <summary>HTTP status of the last answer; null if there was none.</summary>
    public required int? ResponseStatus { get; init; }

    /// <summary>The reason of the last failure; null if the last attempt succeeded.</summary>
    public required string? Error { get; init; }

    /// <summary>Null if it is not tried again.</summary>
    public required DateTimeOffset? NextTryAt { get; init; }

    internal static WebhookDeliveryResource From(WebhookDeliveryItem row) =>
        new()
        {
            Id = row.Id,
            Type = row.EventType,
            Status = row.Status,
            CreatedAt = row.CreatedAt,
            Attempts = row.Attempts,
            ResponseStatus = row.ResponseStatus,
            Error = row.LastError,
            NextTryAt = row.Status == WebhookDeliveryStatus.Waiting ? row.NextTryAt : null,
        };
}

/// <summary>A message with all that was tried.</summary>
public sealed record WebhookDeliveryDetailsResource
{
    public required Guid Id { get; init; }

    /// <summary>The header webhook-id of each attempt.</summary>
    public required string MessageId { get; init; }

    /// <summary>The message’s type, such as “order.paid”.</summary>
    public required string Type { get; init; }

    /// <summary>“waiting” is to be sent or tried again; “failed” was given up after three days.</summary>
    public required WebhookDeliveryStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null if it is not tried again.</summary>
    public required DateTimeOffset? NextTryAt { get; init; }

    /// <summary>The body, as it is sent.</summary>
    public required string Payload { get; init; }

    /// <summary>The beginning of the last answer; null if there was none.</summary>
    public required string? Answer { get; init; }

    /// <summary>The latest first, at most 200.</summary>
    public required IReadOnlyList<WebhookAttemptResource> Attempts { get; init; }

    internal static WebhookDeliveryDetailsResource From(WebhookDelivery delivery, IReadOnlyList<WebhookAttempt> attempts) =>
        new()
        {
            Id = delivery.Id,
            MessageId = delivery.MessageId,
            Type = delivery.EventType,
            Status = delivery.Status,
            CreatedAt = delivery.CreatedAt,
            NextTryAt = delivery.Status == WebhookDeliveryStatus.Waiting ? delivery.NextTryAt : null,
            Payload = delivery.Payload,
            Answer = delivery.ResponseBody,
            Attempts = [.. attempts.Select(WebhookAttemptResource.From)],
        };
}

/// <summary>One try of a delivery.</summary>
public sealed record WebhookAttemptResource
{
    /// <summary>The time of the attempt.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>HTTP status of the answer; null if there was none.</summary>
    public required int? ResponseStatus { get; init; }

    /// <summary>Null if the answer was a success.</summary>
    public required string? Error { get; init; }

    /// <summary>Milliseconds until the answer, or until the attempt was ended.</summary>
    public required long Duration { get; init; }

    /// <summary>The first 200 characters of the answer.</summary>
    public required string AnswerStart { get; init; }

    internal static WebhookAttemptResource From(WebhookAttempt attempt) =>
        new()
        {
            At = attempt.At,
            ResponseStatus = attempt.ResponseStatus,
            Error = attempt.Error,
            Duration = attempt.DurationMilliseconds,
            AnswerStart = attempt.ResponseStart,
        };
}

/// <summary>For the documentation.</summary>
internal static class DeliveryExamples
{
    private static readonly DateTimeOffset At = new(2026, 11, 3, 19, 4, 13, TimeSpan.Zero);

    public static WebhookDeliveryResource Item { get; } =
        new()
        {
            Id = new Guid("019ac3f4-7f00-7f21-8b4c-3d5e7f901b23"),
            Type = WebhookEventTypes.OrderPaid,
            Status = WebhookDeliveryStatus.Waiting,
            CreatedAt = At.AddSeconds(-1),
            Attempts = 1,
            ResponseStatus = StatusCodes.Status503ServiceUnavailable,
            Error = "It answered 503.",
            NextTryAt = At.AddSeconds(10),
        };

    public static WebhookDeliveryDetailsResource Details { get; } =
        new()
        {
            Id = Item.Id,
            MessageId = $"msg_{Item.Id:N}",
            Type = Item.Type,
            Status = Item.Status,
            CreatedAt = Item.CreatedAt,
            NextTryAt = Item.NextTryAt,
            Payload = """{"type":"order.paid","timestamp":"2026-11-03T19:04:12+00:00","data":{"orderReference":"K7QF-3M9D"}}""",
            Answer = "Back in a minute",
            Attempts =
            [
                new WebhookAttemptResource
                {
                    At = At,
                    ResponseStatus = Item.ResponseStatus,
                    Error = Item.Error,
                    Duration = 214,
                    AnswerStart = "Back in a minute",
                },
            ],
        };
}
