using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;

namespace Ticketing.Payments.Webhooks;

/// <summary>Records rejected requests for staff, at most once a minute per reason.</summary>
public sealed partial class CountRefusals(TicketingDbContext db, RefusalsOfThisMinute lately, TimeProvider clock, ILogger<CountRefusals> log)
{
    /// <summary>After this long without a rejection, the next one starts a new count.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <summary>Swallows database errors: the request is rejected either way.</summary>
    public async Task CountAsync(string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!lately.IsFirst(reason, now))
        {
            return;
        }

        Refused(log, reason == WebhookRefusal.Signature ? LogLevel.Warning : LogLevel.Error, reason);
        try
        {
            await db.WriteAsync(async () => await AgainAsync(reason, now, ct) || await FirstAsync(reason, now, ct), ct: ct);
        }
        catch (Exception error) when (error is DbException || DatabaseErrors.IsOutage(error))
        {
            NotCounted(log, reason, DatabaseErrors.Why(error));
        }
    }

    // Conditional on the minute too: other processes count the same flood.
    private async Task<bool> AgainAsync(string reason, DateTimeOffset now, CancellationToken ct)
    {
        var (aMinuteAgo, longAgo) = (now - RefusalsOfThisMinute.Length, now - Memory);
        return await db.Set<WebhookRefusal>().Where(r => r.Reason == reason && r.LastAt <= aMinuteAgo).ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.FirstAt, r => r.LastAt <= longAgo ? now : r.FirstAt)
                .SetProperty(r => r.Minutes, r => r.LastAt <= longAgo ? 1 : r.Minutes + 1)
                .SetProperty(r => r.LastAt, now),
            ct) == 1;
    }

    private Task<bool> FirstAsync(string reason, DateTimeOffset now, CancellationToken ct) => db.InsertIfNewAsync(
        new WebhookRefusal { Reason = reason, FirstAt = now, LastAt = now, Minutes = 1 }, nameof(WebhookRefusal.Reason), ct);

    [LoggerMessage(Message = "Requests to /webhooks/stripe are turned away: {Reason}. Logged at most once a minute")]
    private static partial void Refused(ILogger logger, LogLevel level, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rejected webhook requests ({Reason}) could not be recorded: {Why}")]
    private static partial void NotCounted(ILogger logger, string reason, string why);
}

/// <summary>Per process, so that a flood of forged requests does not become a flood of SQL statements.</summary>
public sealed class RefusalsOfThisMinute
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> counted = new(StringComparer.Ordinal);

    public bool IsFirst(string reason, DateTimeOffset now)
    {
        var last = counted.GetOrAdd(reason, now - Length);
        return now - last >= Length && counted.TryUpdate(reason, now, last);
    }
}
