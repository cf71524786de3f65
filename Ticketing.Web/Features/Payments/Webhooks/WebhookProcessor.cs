using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Payments.Webhooks;

/// <summary>Claims an event, and retries or gives up if it cannot be processed.</summary>
public sealed partial class WebhookProcessor(TicketingDbContext db, StripeEventSync sync, TimeProvider clock, ILogger<WebhookProcessor> log)
{
    /// <summary>Then another worker may retry: the one that claimed it was probably killed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Spread over three days, as long as Stripe itself retries.</summary>
    public const int MaxAttempts = 78;

    private static readonly Backoff RetryDelay = new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));
    internal static readonly DueTimeLease<WebhookEvent> Claims = new(e => e.NextTryAt, RetryDelay.MaxDelay, e => e.Attempts);

    public Task ProcessAsync(WebhookEvent message, CancellationToken ct) =>
        Claims.TryRunAsync(db, Waiting(message.Id), message, clock.GetUtcNow() + Lease, () => SyncAsync(message, ct), ct);

    private async Task SyncAsync(WebhookEvent message, CancellationToken ct)
    {
        try
        {
            var isOurs = await sync.SyncAsync(message.Body, ct);
            await CompleteAsync(message.Id, isOurs ? WebhookStatus.Done : WebhookStatus.Ignored);
        }
        catch (Exception error) when (IsTransient(error, ct) && message.Attempts + 1 < MaxAttempts)
        {
            WillRetry(log, message.Id, message.Kind, message.Attempts + 1, error);
            await PostponeAsync(message, error);
        }
        catch (Exception error) when (!DatabaseErrors.IsUnavailable(error) && !ct.IsCancellationRequested)
        {
            GivenUp(log, message.Id, message.Kind, message.ObjectId, error);
            await GiveUpAsync(message.Id, error);
        }
    }

    // If the database is unreachable, the lease expires and the event is retried.
    private static bool IsTransient(Exception error, CancellationToken ct) =>
        error switch
        {
            OperationCanceledException => !ct.IsCancellationRequested,
            PaymentProviderException or DbException or DbUpdateException or DatabaseBusyException or TimeoutException =>
                !DatabaseErrors.IsUnavailable(error),
            _ => false,
        };

    private Task<int> PostponeAsync(WebhookEvent message, Exception error)
    {
        var next = clock.GetUtcNow() + RetryDelay.GetDelay(message.Attempts);
        return ChangeAsync(message.Id, set => set.SetProperty(e => e.NextTryAt, next).SetProperty(e => e.LastError, GetErrorText(error)));
    }

    // The payload holds personal data and is no longer needed.
    private Task<int> CompleteAsync(string id, WebhookStatus status) =>
        SettleAsync(id, status, set => set.SetProperty(e => e.Body, "").SetProperty(e => e.LastError, (string?)null));

    private Task<int> GiveUpAsync(string id, Exception error) =>
        SettleAsync(id, WebhookStatus.Stuck, set => set.SetProperty(e => e.LastError, GetErrorText(error)));

    private Task<int> SettleAsync(string id, WebhookStatus status, Action<UpdateSettersBuilder<WebhookEvent>> also)
    {
        var now = clock.GetUtcNow();
        return ChangeAsync(
            id,
            set =>
            {
                set.SetProperty(e => e.Status, status).SetProperty(e => e.SettledAt, now);
                also(set);
            }
        );
    }

    // Not cancellable: a shutdown must not lose the result.
    private Task<int> ChangeAsync(string id, Action<UpdateSettersBuilder<WebhookEvent>> change) =>
        db.WriteAsync(() => Waiting(id).ExecuteUpdateAsync(change, CancellationToken.None), ct: CancellationToken.None);

    private IQueryable<WebhookEvent> Waiting(string id) =>
        db.Set<WebhookEvent>().Where(e => e.Id == id && e.Status == WebhookStatus.Waiting);

    // Only our own exception messages are known to hold no personal data.
    private static string GetErrorText(Exception error) =>
        ColumnText.Truncate(error is PaymentProviderException ? error.Message : error.GetType().Name, WebhookEvent.MaxErrorLength);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Webhook event {EventId} ({Kind}) could not be processed, attempt {Attempt}; it will be retried"
    )]
    private static partial void WillRetry(ILogger logger, string eventId, string kind, int attempt, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Gave up on webhook event {EventId} ({Kind} of {ObjectId}): staff have to look")]
    private static partial void GivenUp(ILogger logger, string eventId, string kind, string objectId, Exception error);
}
