using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Infrastructure.Notifications.Outbox;

/// <summary>
/// Messages are claimed by a lease, and later changes apply only while this worker holds it: a worker that comes back too late changes
/// nothing.
/// </summary>
/// <remarks>
/// Claiming counts the attempt, so a message that ends the process is recognised by its abandoned attempts.
/// Failures that are not the message's fault take the attempt off again.
/// </remarks>
public sealed partial class NotificationQueue(TicketingDbContext db, TimeProvider clock, ILogger<NotificationQueue> log)
{
    public static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(5);

    internal const string AbandonedError = "The program ended while it worked on this message.";

    /// <summary>
    /// Abandoned at this attempt or later, and also at the previous one, a message may be what ends the process; it is given up.
    /// </summary>
    private const int MaxAbandonedAttempts = 5;

    private static readonly Backoff DelayAfterCrash = RetryPolicy.RetryDelay with { MaxDelay = TimeSpan.FromMinutes(1) };
    private const int MaxResponseLength = 1000;
    internal const int MaxSubjectLength = 300;
    private const int MaxUpdateAttempts = 3;

    private readonly string workerId = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Guid.NewGuid():N}");

    /// <returns>The most urgent message that is due, oldest first, as it was before this claim; null if none is due.</returns>
    public async Task<Notification?> ClaimAsync(CancellationToken ct)
    {
        // Checked before waiting for the writer gate: most of the time nothing is due.
        while (await Due(clock.GetUtcNow()).AnyAsync(ct))
        {
            var (retry, claimed) = await db.WriteAsync(() => TryClaimAsync(ct), ct: ct);
            if (!retry)
            {
                return claimed;
            }
        }

        return null;
    }

    // Skipping locked rows only spreads the workers; the conditional update decides who owns the message.
    private async Task<(bool GoOn, Notification? Claimed)> TryClaimAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var next = await Due(now).OrderBy(n => n.Priority).ThenBy(n => n.DueAt).ThenBy(n => n.Id).LockFirstAsync(ct);
        if (next is null)
        {
            // Other workers hold what was due; looping would wait for them.
            return (false, null);
        }

        if (next.Status == NotificationStatus.Sending)
        {
            // Its lease expired: make it due now, behind the messages that were due before.
            await ReclaimAbandonedAsync(next, TimeSpan.Zero, ct);
            return (true, null);
        }

        var claimed = await db.TryClaimAsync(
            Due(now).Where(n => n.Id == next.Id),
            set =>
                set.SetProperty(n => n.Status, NotificationStatus.Sending)
                    .SetProperty(n => n.Attempts, n => n.Attempts + 1)
                    .SetProperty(n => n.LeaseOwner, workerId)
                    .SetProperty(n => n.LeaseUntil, now + LeaseDuration),
            ct
        );
        return claimed ? (false, next) : (true, null);
    }

    // Times too far ahead have passed as well: see ClockSkew. Only new mail may wait longer than a retry, for the limit of its recipient.
    private IQueryable<Notification> Due(DateTimeOffset now)
    {
        var latestCreated = now + ClockSkew.Max;
        var latestRetry = now + RetryPolicy.RetryDelay.MaxDelayWithJitter + ClockSkew.Max;
        var latestLease = now + LeaseDuration + ClockSkew.Max;
        return db.Set<Notification>()
            .Where(n =>
                (
                    n.Status == NotificationStatus.Pending
                    && (n.DueAt <= now || n.CreatedAt > latestCreated || (n.LastError != null && n.DueAt > latestRetry))
                ) || (n.Status == NotificationStatus.Sending && (n.LeaseUntil <= now || n.LeaseUntil > latestLease))
            );
    }

    /// <returns>False if the lease was lost to another worker; the same for the methods below.</returns>
    public Task<bool> MarkSentAsync(Guid id, string messageId, string subject, string content, string response) =>
        SettleAsync(
            id,
            NotificationStatus.Sent,
            set =>
                set.SetProperty(n => n.SentAt, clock.GetUtcNow())
                    .SetProperty(n => n.MessageId, messageId)
                    .SetProperty(n => n.Subject, Redaction.ToSingleLine(subject, MaxSubjectLength))
                    .SetProperty(n => n.Content, content)
                    .SetProperty(n => n.ServerResponse, Redaction.ToSingleLine(response, MaxResponseLength))
                    .SetProperty(n => n.LastError, (string?)null)
        );

    /// <summary>
    /// A mail that was not sent does not count towards the limit of its recipient. It keeps an attempt only if it was tried before.
    /// </summary>
    public async Task<bool> DropAsync(Guid id)
    {
        var isDropped = await SettleAsync(
            id,
            NotificationStatus.Dropped,
            set =>
                set.SetProperty(n => n.Attempts, n => n.LastError == null ? n.Attempts - 1 : n.Attempts)
                    .SetProperty(n => n.LastError, (string?)null)
        );
        if (isDropped)
        {
            await db.WriteAsync(() => db.Set<MailLimitEntry>().Where(entry => entry.NotificationId == id).ExecuteDeleteAsync());
        }

        return isDropped;
    }

    public Task<bool> GiveUpAsync(Guid id, string error) =>
        SettleAsync(
            id,
            NotificationStatus.Dead,
            set => set.SetProperty(n => n.LastError, Redaction.ToSingleLine(error, MaxResponseLength))
        );

    /// <param name="countAttempt">False if the failure was not the message's fault.</param>
    public Task<bool> PostponeAsync(Guid id, TimeSpan wait, string error, bool countAttempt) =>
        SettleAsync(
            id,
            NotificationStatus.Pending,
            set =>
                set.SetProperty(n => n.Attempts, n => n.Attempts - (countAttempt ? 0 : 1))
                    .SetProperty(n => n.DueAt, clock.GetUtcNow() + wait)
                    .SetProperty(n => n.LastError, Redaction.ToSingleLine(error, MaxResponseLength))
        );

    /// <summary>Undoes the claim.</summary>
    public Task<bool> ReleaseAsync(Guid id) =>
        SettleAsync(id, NotificationStatus.Pending, set => set.SetProperty(n => n.Attempts, n => n.Attempts - 1));

    /// <summary>Undoes the claim, but stores the error that blocks all mail: other processes read it there.</summary>
    public Task<bool> ReleaseAsync(Guid id, string error) =>
        SettleAsync(
            id,
            NotificationStatus.Pending,
            set =>
                set.SetProperty(n => n.Attempts, n => n.Attempts - 1)
                    .SetProperty(n => n.LastError, Redaction.ToSingleLine(error, MaxResponseLength))
        );

    /// <summary>
    /// At startup of the only process on the database. Messages wait a little, so that one that ends the process cannot block the others.
    /// </summary>
    public Task ReclaimAbandonedAsync(CancellationToken ct) =>
        db.IsSingleProcess
            ? db.WriteAsync(
                async () =>
                {
                    foreach (
                        var stale in await db.Set<Notification>()
                            .AsNoTracking()
                            .Where(n => n.Status == NotificationStatus.Sending)
                            .ToListAsync(ct)
                    )
                    {
                        await ReclaimAbandonedAsync(stale, DelayAfterCrash.GetDelay(stale.Attempts - 1), ct);
                    }
                },
                ct
            )
            : Task.CompletedTask;

    private async Task ReclaimAbandonedAsync(Notification message, TimeSpan wait, CancellationToken ct)
    {
        // Two in a row: a message that was often postponed may happen to be in progress when the host stops.
        var isFatal = message.Attempts >= MaxAbandonedAttempts && message.LastError == AbandonedError;
        var reclaimed = await Claimed(message.Id, message.LeaseOwner!)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(n => n.Status, isFatal ? NotificationStatus.Dead : NotificationStatus.Pending)
                        .SetProperty(n => n.LeaseOwner, (string?)null)
                        .SetProperty(n => n.LeaseUntil, (DateTimeOffset?)null)
                        .SetProperty(n => n.DueAt, clock.GetUtcNow() + wait)
                        .SetProperty(n => n.LastError, AbandonedError),
                ct
            );
        if (reclaimed == 1)
        {
            FoundAbandoned(log, isFatal ? LogLevel.Error : LogLevel.Warning, message.Kind, message.Id, message.Attempts, isFatal);
        }
    }

    private async Task<bool> SettleAsync(Guid id, NotificationStatus status, Action<UpdateSettersBuilder<Notification>> setters)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await db.WriteAsync(() => UpdateClaimedAsync(id, status, setters)) == 1;
            }
            catch (Exception error) when (tries < MaxUpdateAttempts && DatabaseErrors.IsOutage(error))
            {
                // If the server's answer were lost, the mail would go out twice.
            }
        }
    }

    private Task<int> UpdateClaimedAsync(Guid id, NotificationStatus status, Action<UpdateSettersBuilder<Notification>> setters) =>
        Claimed(id, workerId)
            .ExecuteUpdateAsync(set =>
            {
                set.SetProperty(n => n.Status, status)
                    .SetProperty(n => n.LeaseOwner, (string?)null)
                    .SetProperty(n => n.LeaseUntil, (DateTimeOffset?)null);
                setters(set);
            });

    private IQueryable<Notification> Claimed(Guid id, string owner) =>
        db.Set<Notification>().Where(n => n.Id == id && n.Status == NotificationStatus.Sending && n.LeaseOwner == owner);

    [LoggerMessage(Message = "{Kind} {NotificationId} was abandoned by a process that ended, attempt {Attempt}; given up: {GivenUp}")]
    private static partial void FoundAbandoned(ILogger logger, LogLevel level, string kind, Guid notificationId, int attempt, bool givenUp);
}
