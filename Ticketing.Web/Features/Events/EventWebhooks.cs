using Ticketing.Features.Events.Catalog;
using Ticketing.Features.OutgoingWebhooks;

namespace Ticketing.Features.Events;

/// <summary>Data of the messages about events. Times have the event's offset.</summary>
public sealed record EventWebhookData
{
    public required Guid EventId { get; init; }
    public required string Title { get; init; }
    public required EventStatus Status { get; init; }
    public required string TimeZone { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
}

public sealed class EventWebhooks(WebhookOutbox outbox)
{
    /// <param name="status">The status after the change.</param>
    public Task QueueAsync(string type, Event @event, EventStatus status, CancellationToken ct) =>
        outbox.QueueAsync(
            type,
            new EventWebhookData
            {
                EventId = @event.Id,
                Title = @event.Title,
                Status = status,
                TimeZone = @event.TimeZone,
                StartsAt = @event.LocalStart(),
            },
            ct
        );

    /// <summary>Drafts change unseen.</summary>
    public Task QueueChangedAsync(Event @event, CancellationToken ct) =>
        @event.IsPublic ? QueueAsync(WebhookEventTypes.EventChanged, @event, @event.Status, ct) : Task.CompletedTask;
}
