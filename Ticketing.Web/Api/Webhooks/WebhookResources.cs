using Ticketing.Api.Caching;
using Ticketing.Features.OutgoingWebhooks;

namespace Ticketing.Api.Webhooks;

public sealed record WebhookEndpointRequest
{
    /// <summary>The address that messages are sent to. Begins with https:// unless an operator allows your network.</summary>
    public required string Url { get; init; }

    /// <summary>For people, at most 200 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>Types of messages that it gets, such as “order.paid”: at least one of those in docs/webhooks.md.</summary>
    public required IReadOnlyList<string> Types { get; init; }
}

/// <summary>An address that is told what happens.</summary>
[Versioned]
public sealed record WebhookResource
{
    public required Guid Id { get; init; }

    /// <summary>The address that messages are sent to.</summary>
    public required string Url { get; init; }

    /// <summary>For people. May be empty.</summary>
    public required string Description { get; init; }

    /// <summary>Types of messages that it gets.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The first failure since the last success; null if the last delivery succeeded.</summary>
    public required DateTimeOffset? FailingSince { get; init; }

    /// <summary>Null if it is enabled.</summary>
    public required DateTimeOffset? DisabledAt { get; init; }

    /// <summary>“staff”, “failing” for five days, or “gone” after an answer 410; null if it is enabled.</summary>
    public required WebhookDisableReason? DisableReason { get; init; }

    /// <summary>Until then the secret before signs too; null if one secret signs.</summary>
    public required DateTimeOffset? OldSecretUntil { get; init; }

    internal static WebhookResource From(WebhookEndpoint endpoint, DateTimeOffset now) =>
        new()
        {
            Id = endpoint.Id,
            Url = endpoint.Url,
            Description = endpoint.Description,
            Types = endpoint.Types,
            CreatedAt = endpoint.CreatedAt,
            FailingSince = endpoint.FailingSince,
            DisabledAt = endpoint.DisabledAt,
            DisableReason = endpoint.DisableReason,
            OldSecretUntil = endpoint.PreviousSecretUntil > now ? endpoint.PreviousSecretUntil : null,
        };
}

public sealed record WebhookSecretResource
{
    /// <summary>The webhook's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Verifies signatures. It is shown only this once.</summary>
    public required string Secret { get; init; }
}

/// <summary>For the documentation.</summary>
internal static class WebhookExamples
{
    private static readonly DateTimeOffset CreatedAt = new(2026, 11, 2, 10, 30, 0, TimeSpan.Zero);

    public static WebhookEndpointRequest Request { get; } =
        new()
        {
            Url = "https://partner.example/hooks",
            Description = "Accounting",
            Types = [WebhookEventTypes.OrderPaid, WebhookEventTypes.OrderRefunded],
        };

    public static WebhookResource Webhook { get; } =
        new()
        {
            Id = new Guid("019ac3f4-7f00-7e11-9a3b-2c4d6e8f0a12"),
            Url = Request.Url,
            Description = Request.Description,
            Types = Request.Types,
            CreatedAt = CreatedAt,
            FailingSince = null,
            DisabledAt = null,
            DisableReason = null,
            OldSecretUntil = null,
        };

    public static WebhookSecretResource Secret { get; } =
        new() { Id = Webhook.Id, Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwQ3x7Vt0n1uY=" };
}
