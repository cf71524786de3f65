using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Ticketing.Features.OutgoingWebhooks.Network;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.OutgoingWebhooks.Sending;

/// <param name="Lease">What the claim set the next try to.</param>
internal sealed record DeliveryAttempt(DateTimeOffset At, DateTimeOffset Lease);

/// <summary>Records answers, and disables endpoints that have accepted nothing for days.</summary>
internal sealed partial class RecordDelivery(
    TicketingDbContext db,
    DisableWebhookEndpoint endpoints,
    WebhookMetrics metrics,
    TimeProvider clock,
    ILogger<RecordDelivery> log
)
{
    // Not cancellable: the endpoint has the message.
    public async Task RecordAsync(WebhookDelivery message, DeliveryAttempt attempt, WebhookAnswer answer)
    {
        if (!await db.WriteAsync(() => TryRecordAsync(message, attempt, answer), ct: CancellationToken.None))
        {
            LeaseLost(log, message.Id);
        }
    }

    private async Task<bool> TryRecordAsync(WebhookDelivery message, DeliveryAttempt attempt, WebhookAnswer answer)
    {
        var claimed = db.Set<WebhookDelivery>()
            .Where(d => d.Id == message.Id && d.Status == WebhookDeliveryStatus.Waiting && d.NextTryAt == attempt.Lease);
        var recorded = await claimed.ExecuteUpdateAsync(
            set =>
            {
                set.SetProperty(d => d.LastTriedAt, attempt.At)
                    .SetProperty(d => d.ResponseStatus, answer.Status)
                    .SetProperty(d => d.ResponseBody, answer.Body)
                    .SetProperty(d => d.DurationMilliseconds, (long)answer.Duration.TotalMilliseconds)
                    .SetProperty(d => d.LastError, Truncate(answer.Problem));
                Settle(set, message, answer);
            },
            CancellationToken.None
        );
        if (recorded == 1)
        {
            await AddAttemptAsync(message.Id, attempt.At, answer);
            await PostponeOthersAsync(message.EndpointId, answer);
            await UpdateEndpointAsync(message.EndpointId, attempt.At, answer);
            db.AfterCommit(() => metrics.Count(answer.IsAccepted));
        }

        return recorded == 1;
    }

    private async Task AddAttemptAsync(Guid deliveryId, DateTimeOffset at, WebhookAnswer answer)
    {
        db.Add(
            new WebhookAttempt
            {
                DeliveryId = deliveryId,
                At = at,
                ResponseStatus = answer.Status,
                ResponseStart = ColumnText.Truncate(answer.Body, WebhookAttempt.MaxAnswerLength),
                DurationMilliseconds = (long)answer.Duration.TotalMilliseconds,
                Error = Truncate(answer.Problem),
            }
        );
        await db.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>An endpoint that asks for a pause gets nothing else meanwhile. Rows with a lease are being sent, and stay.</summary>
    private async Task PostponeOthersAsync(Guid endpointId, WebhookAnswer answer)
    {
        if (!answer.IsEndpointDown || answer.RetryAfter is null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var until = now + WebhookRetries.GetDelay(0, answer.RetryAfter);
        await db.Set<WebhookDelivery>()
            .Where(d => d.EndpointId == endpointId && d.Status == WebhookDeliveryStatus.Waiting && d.NextTryAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.NextTryAt, until), CancellationToken.None);
    }

    private void Settle(UpdateSettersBuilder<WebhookDelivery> set, WebhookDelivery message, WebhookAnswer answer)
    {
        var now = clock.GetUtcNow();
        if (!answer.IsAccepted && now - (message.RequeuedAt ?? message.CreatedAt) < WebhookRetries.GiveUpAfter)
        {
            set.SetProperty(d => d.NextTryAt, now + WebhookRetries.GetDelay(message.Attempts, answer.RetryAfter));
            return;
        }

        set.SetProperty(d => d.Status, answer.IsAccepted ? WebhookDeliveryStatus.Delivered : WebhookDeliveryStatus.Failed)
            .SetProperty(d => d.SettledAt, now);
    }

    private async Task UpdateEndpointAsync(Guid id, DateTimeOffset triedAt, WebhookAnswer answer)
    {
        var endpoint = db.Set<WebhookEndpoint>().Where(e => e.Id == id);
        if (answer.IsAccepted)
        {
            await endpoint
                .Where(e => e.FailingSince != null)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.FailingSince, (DateTimeOffset?)null), CancellationToken.None);
            return;
        }

        await endpoint
            .Where(e => e.FailingSince == null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.FailingSince, triedAt), CancellationToken.None);
        await endpoints.DisableAfterFailureAsync(id, answer.IsGone, CancellationToken.None);
    }

    private static string? Truncate(string? problem) =>
        problem is null ? null : ColumnText.Truncate(problem, WebhookDelivery.MaxErrorLength);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Lease of webhook delivery {DeliveryId} expired while it was sent; it may be sent twice"
    )]
    private static partial void LeaseLost(ILogger logger, Guid deliveryId);
}
