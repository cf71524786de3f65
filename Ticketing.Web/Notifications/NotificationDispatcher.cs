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

    private static readonly TimeSpan PauseToRecord = TimeSpan.FromSeconds(2);

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
        using var end = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var landing = stopping.Register(() => { flight.CancelAfter(Grace); end.CancelAfter(Grace); });
        try
        {
            if (!await ProcessAsync(message, flight.Token, end.Token))
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
            await RetryFaultAsync(message, error);
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error))
        {
            // Not the message's doing. Where even this fails, its lease runs out.
            await queue.ReleaseAsync(message.Id);
            throw;
        }
#pragma warning disable CA1031 // Whatever is wrong with one message, the others must go out.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await RetryFaultAsync(message, error);
        }
    }

    private async Task<bool> ProcessAsync(Notification message, CancellationToken ct, CancellationToken end) => await press.PrintAsync(message, ct) switch
    {
        Printed.Ready ready => await SendAsync(message, ready, ct, end),
        Printed.NothingToSay => await queue.DropAsync(message.Id),
        Printed.Undeliverable undeliverable => await BuryAsync(message, undeliverable.Reason),
        Printed.Failed failed => await RetryFaultAsync(message, failed.Error),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task<bool> SendAsync(Notification message, Printed.Ready ready, CancellationToken ct, CancellationToken end)
    {
        var outcome = await transport.SendAsync(ready.Mail, ct);
        NoteReachability(outcome);
        switch (outcome)
        {
            case DeliveryOutcome.Accepted accepted:
                return await RecordSentAsync(message, ready, accepted, ct, end);
            case DeliveryOutcome.Refused refused:
                return await BuryAsync(message, ready.Redact(refused.Response));
            case DeliveryOutcome.Deferred deferred:
                return await RetryAsync(message, ready.Redact(deferred.Response), countAttempt: true);
            case DeliveryOutcome.Interrupted interrupted:
                // The next to be tried is another message, in case it is this one that the server stumbles over.
                return await RetryAsync(message, ready.Redact(interrupted.Reason), countAttempt: false);
            case DeliveryOutcome.Unreachable unreachable:
                return await queue.ReleaseAsync(message.Id, ready.Redact(unreachable.Reason));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // The server has the mail: whatever happens here, the message is not given back, or it would go out twice. Where even this fails
    // until the flight must end, the lease decides. While the database is away no other worker can take the message: that may last.
    private async Task<bool> RecordSentAsync(
        Notification message, Printed.Ready ready, DeliveryOutcome.Accepted accepted, CancellationToken flight, CancellationToken end)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await queue.MarkSentAsync(
                    message.Id, ready.Mail.MessageId, ready.Redact(ready.Email.Subject), ready.Redact(ready.Email.Text), ready.Redact(accepted.Response));
            }
#pragma warning disable CA1031 // The database may fail in many ways; the mail is out in all of them.
            catch (Exception error)
#pragma warning restore CA1031
            {
                var isOutage = DatabaseErrors.IsOutage(error);
                NoteNotRecorded(message, error, isOutage, tries);
                if ((isOutage ? end : flight).IsCancellationRequested)
                {
                    return false;
                }
            }

            await Task.Delay(PauseToRecord, clock, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void NoteNotRecorded(Notification message, Exception error, bool isOutage, int tries)
    {
        if (!isOutage)
        {
            NotRecorded(log, message.Id, error);
        }
        else if (tries == 1)
        {
            var reason = DatabaseErrors.Why(error);
            NotRecordedYet(log, message.Id, reason);
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
        clock.GetUtcNow() - (message.RequeuedAt ?? message.CreatedAt) >= RetryPolicy.GiveUpAfter
            ? BuryAsync(message, error)
            : queue.PostponeAsync(message.Id, RetryPolicy.WaitAfter(message.Attempts, RetryPolicy.LongestWait), error, countAttempt);

    private Task<bool> RetryFaultAsync(Notification message, Exception error)
    {
        Failed(log, message.Kind, message.Id, message.Attempts + 1, error);
        var reason = $"{error.GetType().Name}: {error.Message}";
        return message.Attempts + 1 >= RetryPolicy.MostFaults
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Composing or sending {Kind} {NotificationId} failed, attempt {Attempt}")]
    private static partial void Failed(ILogger logger, string kind, Guid notificationId, int attempt, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Given up on {Kind} {NotificationId} after attempt {Attempt}")]
    private static partial void GivenUp(ILogger logger, string kind, Guid notificationId, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "{NotificationId} was sent, but that could not be recorded")]
    private static partial void NotRecorded(ILogger logger, Guid notificationId, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "{NotificationId} was sent, but that cannot be recorded while the database cannot be used; it is tried until it can: {Reason}")]
    private static partial void NotRecordedYet(ILogger logger, Guid notificationId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of {NotificationId} ran out while it was worked on; it may go out twice")]
    private static partial void LeaseLost(ILogger logger, Guid notificationId);
}
