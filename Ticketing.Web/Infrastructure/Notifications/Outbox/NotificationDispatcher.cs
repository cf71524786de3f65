using System.Diagnostics;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Infrastructure.Notifications.Outbox;

/// <summary>
/// Claims, composes, sends and settles one message after the other, so a kill repeats at most one: delivery is at least once. Several
/// processes may run this at the same time.
/// </summary>
public sealed partial class NotificationDispatcher(
    NotificationQueue queue,
    EmailRenderer renderer,
    IMailTransport transport,
    MailCircuit circuit,
    MailMetrics metrics,
    TimeProvider clock,
    ILogger<NotificationDispatcher> log
) : IBackgroundJob
{
    /// <summary>Shorter than the lease, so that no second worker starts on a message that hangs.</summary>
    internal static readonly TimeSpan MaxSendTime = NotificationQueue.LeaseDuration - TimeSpan.FromMinutes(1);

    /// <summary>How long a shutdown waits for the current message; shorter than common hosts' shutdown timeouts.</summary>
    internal static readonly TimeSpan ShutdownGracePeriod = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan RecordRetryDelay = TimeSpan.FromSeconds(2);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        if (!circuit.AllowsAttempt || await queue.ClaimAsync(ct) is not { } message)
        {
            return JobResult.Done;
        }

        await DeliverAsync(message, ct);
        return JobResult.MoreWork;
    }

    private async Task DeliverAsync(Notification message, CancellationToken stopping)
    {
        using var span = Tracing.Continue("mail.send", message.TraceParent);
        span?.SetTag("ticketing.mail.kind", message.Kind).SetTag("ticketing.mail.id", message.Id);
        using var sendTimeout = new CancellationTokenSource(MaxSendTime, clock);
        using var gracePeriod = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var registration = stopping.Register(() =>
        {
            sendTimeout.CancelAfter(ShutdownGracePeriod);
            gracePeriod.CancelAfter(ShutdownGracePeriod);
        });
        try
        {
            if (!await ProcessAsync(message, sendTimeout.Token, gracePeriod.Token))
            {
                LeaseLost(log, message.Id);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await queue.ReleaseAsync(message.Id);
        }
        catch (OperationCanceledException error) when (sendTimeout.IsCancellationRequested)
        {
            await RetryFaultAsync(message, error);
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error))
        {
            // Not the message's fault. If this fails too, its lease expires.
            await queue.ReleaseAsync(message.Id);
            throw;
        }
#pragma warning disable CA1031 // A faulty message must not stop the others.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await RetryFaultAsync(message, error);
        }
    }

    private async Task<bool> ProcessAsync(Notification message, CancellationToken ct, CancellationToken gracePeriod) =>
        await renderer.RenderAsync(message, ct) switch
        {
            RenderResult.Ready ready => await SendAsync(message, ready, ct, gracePeriod),
            RenderResult.NothingToSend => await queue.DropAsync(message.Id),
            RenderResult.Undeliverable undeliverable => await GiveUpAsync(message, undeliverable.Reason),
            RenderResult.Failed failed => await RetryFaultAsync(message, failed.Error),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private async Task<bool> SendAsync(Notification message, RenderResult.Ready ready, CancellationToken ct, CancellationToken gracePeriod)
    {
        var outcome = await transport.SendAsync(ready.Mail, ct);
        UpdateCircuit(outcome);
        ReportOutcome(message, outcome);
        switch (outcome)
        {
            case DeliveryOutcome.Accepted accepted:
                return await RecordSentAsync(message, ready, accepted, ct, gracePeriod);
            case DeliveryOutcome.Refused refused:
                return await GiveUpAsync(message, ready.Redact(refused.Response));
            case DeliveryOutcome.Deferred deferred:
                return await RetryAsync(message, ready.Redact(deferred.Response), countAttempt: true);
            case DeliveryOutcome.OverQuota overQuota:
                return await RetryAsync(message, ready.Redact(overQuota.Response), countAttempt: false);
            case DeliveryOutcome.Interrupted interrupted:
                // Postponed, so that another message is tried first in case this one makes the server fail.
                return await RetryAsync(message, ready.Redact(interrupted.Reason), countAttempt: false);
            case DeliveryOutcome.Unreachable unreachable:
                return await queue.ReleaseAsync(message.Id, ready.Redact(unreachable.Reason));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // The server has the mail: the message must not be released, or it would go out twice. If recording fails until the deadline, its lease
    // expires. During a database outage no other worker can claim it, so waiting longer is safe.
    private async Task<bool> RecordSentAsync(
        Notification message,
        RenderResult.Ready ready,
        DeliveryOutcome.Accepted accepted,
        CancellationToken sendTimeout,
        CancellationToken gracePeriod
    )
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await queue.MarkSentAsync(
                    message.Id,
                    ready.Mail.MessageId,
                    ready.Redact(ready.Email.Subject),
                    ready.Redact(ready.Email.Text),
                    ready.Redact(accepted.Response)
                );
            }
#pragma warning disable CA1031 // The database may fail in many ways; the mail is out in all of them.
            catch (Exception error)
#pragma warning restore CA1031
            {
                var isOutage = DatabaseErrors.IsOutage(error);
                LogNotRecorded(message, error, isOutage, tries);
                if ((isOutage ? gracePeriod : sendTimeout).IsCancellationRequested)
                {
                    return false;
                }
            }

            await Task.Delay(RecordRetryDelay, clock, gracePeriod).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void LogNotRecorded(Notification message, Exception error, bool isOutage, int tries)
    {
        if (!isOutage)
        {
            RecordingFailed(log, message.Id, error);
        }
        else if (tries == 1)
        {
            var reason = DatabaseErrors.Describe(error);
            RecordingDelayed(log, message.Id, reason);
        }
    }

    private void ReportOutcome(Notification message, DeliveryOutcome outcome)
    {
        if (outcome is DeliveryOutcome.Accepted)
        {
            metrics.CountSent(message);
            return;
        }

        if (outcome is not DeliveryOutcome.Refused)
        {
            metrics.CountPostponed(message);
        }

        Activity.Current.Fail(outcome.GetType().Name);
    }

    private void UpdateCircuit(DeliveryOutcome outcome)
    {
        var error = outcome switch
        {
            DeliveryOutcome.Unreachable unreachable => unreachable.Reason,
            DeliveryOutcome.Interrupted interrupted => interrupted.Reason,
            DeliveryOutcome.OverQuota overQuota => overQuota.Response,
            _ => null,
        };
        if (error is not null)
        {
            ServerUnreachable(log, circuit.Open(error), error);
        }
        else if (circuit.Close())
        {
            ServerReachable(log);
        }
    }

    private Task<bool> RetryAsync(Notification message, string error, bool countAttempt) =>
        clock.GetUtcNow() - (message.RequeuedAt ?? message.CreatedAt) >= RetryPolicy.GiveUpAfter
            ? GiveUpAsync(message, error)
            : queue.PostponeAsync(message.Id, RetryPolicy.RetryDelay.GetDelay(message.Attempts), error, countAttempt);

    private Task<bool> RetryFaultAsync(Notification message, Exception error)
    {
        Failed(log, message.Kind, message.Id, message.Attempts + 1, error);
        Activity.Current.Fail(error.GetType().Name);
        var reason = $"{error.GetType().Name}: {error.Message}";
        return message.Attempts + 1 >= RetryPolicy.MaxFaults
            ? GiveUpAsync(message, reason)
            : RetryAsync(message, reason, countAttempt: true);
    }

    private Task<bool> GiveUpAsync(Notification message, string error)
    {
        GivenUp(log, message.Kind, message.Id, message.Attempts + 1);
        metrics.CountGivenUp(message);
        return queue.GiveUpAsync(message.Id, error);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail server unavailable, next attempt in {Wait}: {Reason}")]
    private static partial void ServerUnreachable(ILogger logger, TimeSpan wait, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail server available again")]
    private static partial void ServerReachable(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "Composing or sending {Kind} {NotificationId} failed, attempt {Attempt}")]
    private static partial void Failed(ILogger logger, string kind, Guid notificationId, int attempt, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gave up on {Kind} {NotificationId} after attempt {Attempt}")]
    private static partial void GivenUp(ILogger logger, string kind, Guid notificationId, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Notification {NotificationId} was sent but could not be recorded")]
    private static partial void RecordingFailed(ILogger logger, Guid notificationId, Exception error);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Notification {NotificationId} was sent but cannot be recorded while the database is unavailable, retrying: {Reason}"
    )]
    private static partial void RecordingDelayed(ILogger logger, Guid notificationId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lease of notification {NotificationId} expired in delivery; it may be sent twice")]
    private static partial void LeaseLost(ILogger logger, Guid notificationId);
}
