using Ticketing.Data;
using Ticketing.Hosting;

namespace Ticketing.Notifications;

/// <summary>
/// Sends what is due, one message after the other. Each is claimed, composed, handed over and settled by itself, so that a kill at any
/// point repeats one message at most: delivery is at least once. Several processes may do this at the same time.
/// </summary>
public sealed partial class NotificationDispatcher(
    NotificationQueue queue, EmailPress press, IMailTransport transport, MailCircuit circuit, TimeProvider clock,
    ILogger<NotificationDispatcher> log) : IRecurringPass
{
    /// <summary>A message takes less time than its lease, whatever hangs: no second worker starts on it meanwhile.</summary>
    internal static readonly TimeSpan LongestFlight = NotificationQueue.Lease - TimeSpan.FromMinutes(1);

    /// <summary>How long a shutdown waits for the message in flight; well within what hosts allow a process to end.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    public async Task RunOnceAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested && circuit.LetsPass && await queue.ClaimAsync(ct) is { } message)
        {
            await DeliverAsync(message, ct);
        }
    }

    private async Task DeliverAsync(Notification message, CancellationToken stopping)
    {
        using var flight = new CancellationTokenSource(LongestFlight, clock);
        await using var landing = stopping.Register(() => flight.CancelAfter(Grace));
        try
        {
            var settled = await press.PrintAsync(message, flight.Token) switch
            {
                Printed.Ready ready => await SendAsync(message, ready, flight.Token),
                Printed.NothingToSay => await queue.DropAsync(message.Id),
                Printed.Undeliverable undeliverable => await BuryAsync(message, undeliverable.Reason),
                Printed.Failed failed => await RetryComposingAsync(message, failed.Error),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            if (!settled)
            {
                LeaseLost(log, message.Id);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await queue.ReleaseAsync(message.Id);
        }
        catch (OperationCanceledException error) when (flight.IsCancellationRequested)
        {
            await RetryComposingAsync(message, error);
        }
        catch (DatabaseBusyException)
        {
            await queue.ReleaseAsync(message.Id);
            throw;
        }
    }

    private async Task<bool> SendAsync(Notification message, Printed.Ready ready, CancellationToken ct)
    {
        var outcome = await transport.SendAsync(ready.Mail, ct);
        NoteReachability(outcome);
        switch (outcome)
        {
            case DeliveryOutcome.Accepted accepted:
                return await queue.MarkSentAsync(
                    message.Id, ready.Mail.MessageId, ready.Redact(ready.Email.Subject), ready.Redact(ready.Email.Text), ready.Redact(accepted.Response));
            case DeliveryOutcome.Refused refused:
                return await BuryAsync(message, ready.Redact(refused.Response));
            case DeliveryOutcome.Deferred deferred:
                return await RetryAsync(message, ready.Redact(deferred.Response), countAttempt: true);
            case DeliveryOutcome.Interrupted interrupted:
                // The next to be tried is another message, in case it is this one that the server stumbles over.
                return await RetryAsync(message, ready.Redact(interrupted.Reason), countAttempt: false);
            default:
                return await queue.ReleaseAsync(message.Id);
        }
    }

    private void NoteReachability(DeliveryOutcome outcome)
    {
        var trouble = outcome switch
        {
            DeliveryOutcome.Unreachable unreachable => unreachable.Reason,
            DeliveryOutcome.Interrupted interrupted => interrupted.Reason,
            _ => null,
        };
        if (trouble is not null)
        {
            ServerUnreachable(log, circuit.Open(trouble), trouble);
        }
        else if (circuit.Close())
        {
            ServerReachable(log);
        }
    }

    private Task<bool> RetryAsync(Notification message, string error, bool countAttempt) =>
        clock.GetUtcNow() - message.CreatedAt >= RetryPolicy.GiveUpAfter
            ? BuryAsync(message, error)
            : queue.PostponeAsync(message.Id, RetryPolicy.WaitAfter(message.Attempts, RetryPolicy.LongestWait), error, countAttempt);

    private Task<bool> RetryComposingAsync(Notification message, Exception error)
    {
        NotComposed(log, message.Kind, message.Id, message.Attempts + 1, error);
        var reason = $"{error.GetType().Name}: {error.Message}";
        return message.Attempts + 1 >= RetryPolicy.MostAttemptsToCompose
            ? BuryAsync(message, reason)
            : RetryAsync(message, reason, countAttempt: true);
    }

    private Task<bool> BuryAsync(Notification message, string error)
    {
        GivenUp(log, message.Kind, message.Id, message.Attempts + 1);
        return queue.BuryAsync(message.Id, error);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server cannot be used, next try in {Wait}: {Reason}")]
    private static partial void ServerUnreachable(ILogger logger, TimeSpan wait, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The mail server can be used again")]
    private static partial void ServerReachable(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "Composing {Kind} {NotificationId} failed, attempt {Attempt}")]
    private static partial void NotComposed(ILogger logger, string kind, Guid notificationId, int attempt, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Given up on {Kind} {NotificationId} after attempt {Attempt}")]
    private static partial void GivenUp(ILogger logger, string kind, Guid notificationId, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of {NotificationId} ran out while it was worked on; it may go out twice")]
    private static partial void LeaseLost(ILogger logger, Guid notificationId);
}
