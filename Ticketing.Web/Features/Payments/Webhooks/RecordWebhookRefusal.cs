using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Features.Payments.Webhooks;

/// <summary>Records rejected requests for staff, at most once a minute per reason.</summary>
public sealed partial class RecordWebhookRefusal(
    TicketingDbContext db,
    LogThrottle throttle,
    TimeProvider clock,
    ILogger<RecordWebhookRefusal> log
)
{
    /// <summary>After this long without a rejection, the next one starts a new count.</summary>
    public static readonly TimeSpan ResetAfter = TimeSpan.FromDays(1);

    /// <summary>Swallows database errors: the request is rejected either way.</summary>
    public async Task RecordAsync(string reason, CancellationToken ct)
    {
        if (!throttle.TryEnter($"webhook {reason}"))
        {
            return;
        }

        var now = clock.GetUtcNow();
        Refused(log, reason == WebhookRefusal.Signature ? LogLevel.Warning : LogLevel.Error, reason);
        try
        {
            await db.WriteAsync(async () => await UpdateAsync(reason, now, ct) || await InsertAsync(reason, now, ct), ct: ct);
        }
        catch (Exception error) when (error is DbException || DatabaseErrors.IsOutage(error))
        {
            NotRecorded(log, reason, DatabaseErrors.Describe(error));
        }
    }

    // Conditional on the minute too: other processes count the same flood.
    private async Task<bool> UpdateAsync(string reason, DateTimeOffset now, CancellationToken ct)
    {
        var (aMinuteAgo, longAgo) = (now - LogThrottle.Interval, now - ResetAfter);
        return await db.Set<WebhookRefusal>()
                .Where(r => r.Reason == reason && r.LastAt <= aMinuteAgo)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(r => r.FirstAt, r => r.LastAt <= longAgo ? now : r.FirstAt)
                            .SetProperty(r => r.Minutes, r => r.LastAt <= longAgo ? 1 : r.Minutes + 1)
                            .SetProperty(r => r.LastAt, now),
                    ct
                ) == 1;
    }

    private Task<bool> InsertAsync(string reason, DateTimeOffset now, CancellationToken ct) =>
        db.InsertIfNewAsync(
            new WebhookRefusal
            {
                Reason = reason,
                FirstAt = now,
                LastAt = now,
                Minutes = 1,
            },
            nameof(WebhookRefusal.Reason),
            ct
        );

    [LoggerMessage(Message = "Requests to /webhooks/stripe are turned away: {Reason}. Logged at most once a minute")]
    private static partial void Refused(ILogger logger, LogLevel level, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rejected webhook requests ({Reason}) could not be recorded: {Error}")]
    private static partial void NotRecorded(ILogger logger, string reason, string error);
}
