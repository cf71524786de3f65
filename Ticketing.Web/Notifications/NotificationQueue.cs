using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Ticketing.Data;

namespace Ticketing.Notifications;

/// <summary>
/// One worker's hold on the outbox. A message is claimed by a lease, and every change afterwards applies only while the lease is this
/// worker's: a worker that was thought dead and comes back changes nothing.
/// </summary>
/// <remarks>
/// An attempt is counted by the claim: a message that ends the process while it is worked on is known by what is left of its claims.
/// What turns out not to be the message's doing is taken off again.
/// </remarks>
public sealed partial class NotificationQueue(TicketingDbContext db, TimeProvider clock, ILogger<NotificationQueue> log)
{
    /// <summary>After it, others may take the message: its worker was killed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    internal const string Abandoned = "The program ended while it worked on this message.";

    /// <summary>A message that was left in the middle of the last of so many attempts, and of the one before, may be what ends the program.</summary>
    private const int MostAttemptsToAbandon = 5;

    private static readonly TimeSpan LongestWaitAfterAKill = TimeSpan.FromMinutes(1);
    private const int ResponseWidth = 1000;
    internal const int SubjectWidth = 300;
    private const int MostTries = 3;

    private readonly string me = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Guid.NewGuid():N}");

    /// <returns>The message that has been due for longest, now this worker's, as it was before the claim; null where none is due.</returns>
    public async Task<Notification?> ClaimAsync(CancellationToken ct)
    {
        // Looked up first without waiting for a turn to write: most of the time nothing is due.
        while (await Due(clock.GetUtcNow()).AnyAsync(ct))
        {
            var (goOn, claimed) = await db.WriteAsync(() => TryClaimAsync(ct), ct: ct);
            if (!goOn)
            {
                return claimed;
            }
        }

        return null;
    }

    // Which row is picked is a matter of speed: each worker takes another. That the conditional update hits it decides whose it is.
    private async Task<(bool GoOn, Notification? Claimed)> TryClaimAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var next = await Due(now).SkippingLockedRows().AsNoTracking().OrderBy(n => n.DueAt).ThenBy(n => n.Id).FirstOrDefaultAsync(ct);
        if (next is null)
        {
            // What was due a moment ago is in other hands: to look again at once would be to wait for them.
            return (false, null);
        }

        if (next.Status == NotificationStatus.Sending)
        {
            // Its lease has run out. Due from now, it stands behind all that are due already.
            await TakeBackAsync(next, TimeSpan.Zero, ct);
            return (true, null);
        }

        var claimed = await Due(now).Where(n => n.Id == next.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(n => n.Status, NotificationStatus.Sending)
                .SetProperty(n => n.Attempts, n => n.Attempts + 1)
                .SetProperty(n => n.LeaseOwner, me)
                .SetProperty(n => n.LeaseUntil, now + Lease),
            ct);
        return claimed == 1 ? (false, next) : (true, null);
    }

    private IQueryable<Notification> Due(DateTimeOffset now) => db.Set<Notification>().Where(n =>
        (n.Status == NotificationStatus.Pending && n.DueAt <= now) || (n.Status == NotificationStatus.Sending && n.LeaseUntil <= now));

    /// <returns>False where the lease was lost, here as in all that follow: the message is another worker's by now.</returns>
    public Task<bool> MarkSentAsync(Guid id, string messageId, string subject, string content, string response) => SettleAsync(
        id,
        NotificationStatus.Sent,
        set => set
            .SetProperty(n => n.SentAt, clock.GetUtcNow())
            .SetProperty(n => n.MessageId, messageId)
            .SetProperty(n => n.Subject, Redaction.OneLine(subject, SubjectWidth))
            .SetProperty(n => n.Content, content)
            .SetProperty(n => n.ServerResponse, Redaction.OneLine(response, ResponseWidth))
            .SetProperty(n => n.LastError, (string?)null));

    /// <summary>Nothing went wrong: what its last error was, nobody needs to know.</summary>
    public Task<bool> DropAsync(Guid id) => SettleAsync(id, NotificationStatus.Dropped, set => set.SetProperty(n => n.LastError, (string?)null));

    public Task<bool> BuryAsync(Guid id, string error) => SettleAsync(
        id,
        NotificationStatus.Dead,
        set => set.SetProperty(n => n.LastError, Redaction.OneLine(error, ResponseWidth)));

    /// <param name="countAttempt">False where the message had no part in the failure.</param>
    public Task<bool> PostponeAsync(Guid id, TimeSpan wait, string error, bool countAttempt) => SettleAsync(
        id,
        NotificationStatus.Pending,
        set => set
            .SetProperty(n => n.Attempts, n => n.Attempts - (countAttempt ? 0 : 1))
            .SetProperty(n => n.DueAt, clock.GetUtcNow() + wait)
            .SetProperty(n => n.LastError, Redaction.OneLine(error, ResponseWidth)));

    /// <summary>As if it had never been claimed.</summary>
    public Task<bool> ReleaseAsync(Guid id) => SettleAsync(
        id, NotificationStatus.Pending, set => set.SetProperty(n => n.Attempts, n => n.Attempts - 1));

    /// <summary>As if it had never been claimed, but for what keeps all mail from going out: other processes read it there.</summary>
    public Task<bool> ReleaseAsync(Guid id, string trouble) => SettleAsync(
        id,
        NotificationStatus.Pending,
        set => set
            .SetProperty(n => n.Attempts, n => n.Attempts - 1)
            .SetProperty(n => n.LastError, Redaction.OneLine(trouble, ResponseWidth)));

    /// <summary>
    /// At the start of the only process that serves the database: what is being sent was left so by one that was killed. It waits a
    /// little, so that one message that kills cannot keep the others from going out.
    /// </summary>
    public Task TakeBackAsync(CancellationToken ct) => db.BelongsToOneProcess
        ? db.WriteAsync(
            async () =>
            {
                foreach (var left in await db.Set<Notification>().AsNoTracking().Where(n => n.Status == NotificationStatus.Sending).ToListAsync(ct))
                {
                    await TakeBackAsync(left, RetryPolicy.WaitAfter(left.Attempts - 1, LongestWaitAfterAKill), ct);
                }
            },
            ct)
        : Task.CompletedTask;

    private async Task TakeBackAsync(Notification left, TimeSpan wait, CancellationToken ct)
    {
        // Twice running: a message that a server put off many times may be in hand when the host goes down, and is not to blame.
        var mayKill = left.Attempts >= MostAttemptsToAbandon && left.LastError == Abandoned;
        var takenBack = await Claimed(left.Id, left.LeaseOwner!).ExecuteUpdateAsync(
            set => set
                .SetProperty(n => n.Status, mayKill ? NotificationStatus.Dead : NotificationStatus.Pending)
                .SetProperty(n => n.LeaseOwner, (string?)null)
                .SetProperty(n => n.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(n => n.DueAt, clock.GetUtcNow() + wait)
                .SetProperty(n => n.LastError, Abandoned),
            ct);
        if (takenBack == 1)
        {
            LeftUnfinished(log, mayKill ? LogLevel.Error : LogLevel.Warning, left.Kind, left.Id, left.Attempts, mayKill);
        }
    }

    private async Task<bool> SettleAsync(Guid id, NotificationStatus status, Action<UpdateSettersBuilder<Notification>> also)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await db.WriteAsync(() => UpdateMineAsync(id, status, also)) == 1;
            }
            catch (Exception error) when (tries < MostTries && DatabaseErrors.IsOutage(error))
            {
                // What the server said must not be lost: forgotten, the mail would go out twice.
            }
        }
    }

    private Task<int> UpdateMineAsync(Guid id, NotificationStatus status, Action<UpdateSettersBuilder<Notification>> also) =>
        Claimed(id, me).ExecuteUpdateAsync(set =>
        {
            set.SetProperty(n => n.Status, status)
                .SetProperty(n => n.LeaseOwner, (string?)null)
                .SetProperty(n => n.LeaseUntil, (DateTimeOffset?)null);
            also(set);
        });

    private IQueryable<Notification> Claimed(Guid id, string owner) =>
        db.Set<Notification>().Where(n => n.Id == id && n.Status == NotificationStatus.Sending && n.LeaseOwner == owner);

    [LoggerMessage(Message = "{Kind} {NotificationId} was left unfinished by a program that ended, attempt {Attempt}; given up: {GivenUp}")]
    private static partial void LeftUnfinished(ILogger logger, LogLevel level, string kind, Guid notificationId, int attempt, bool givenUp);
}
