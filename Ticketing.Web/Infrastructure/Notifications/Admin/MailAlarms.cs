using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Infrastructure.Notifications.Admin;

/// <param name="ServerError">Null if no error is known.</param>
/// <param name="OldestWaitingSince">Null unless the oldest message has waited too long.</param>
/// <param name="WritesToFiles">Mail is written to files although this is production.</param>
public sealed record MailAlarm(
    string? ServerError,
    DateTimeOffset? ServerDownSince,
    DateTimeOffset? OldestWaitingSince,
    int DeadCount,
    bool WritesToFiles
)
{
    public static MailAlarm None { get; } = new(null, null, null, 0, WritesToFiles: false);
}

public sealed partial class MailAlarms(
    TicketingDbContext db,
    MailCircuit circuit,
    IOptionsMonitor<MailOptions> options,
    IHostEnvironment environment,
    TimeProvider clock,
    ILogger<MailAlarms> log
)
{
    /// <summary>A message may wait this long before staff are alerted.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(15);

    private const int SampleSize = 10;

    /// <summary>No alarm if the database is down: the page reports that itself.</summary>
    public async Task<MailAlarm> ReadAsync(CancellationToken ct)
    {
        var staysHere = environment.IsProduction() && options.CurrentValue.Transport == MailTransport.Pickup;
        try
        {
            var (server, since) = await GetServerErrorAsync(ct);
            var limit = clock.GetUtcNow() - MaxWait;
            return new MailAlarm(
                server,
                since,
                await GetOldestOverdueAsync(limit, ct),
                await Mails.CountAsync(n => n.Status == NotificationStatus.Dead, ct),
                staysHere
            );
        }
        catch (Exception error) when (error is DbException || DatabaseErrors.IsOutage(error))
        {
            ReadFailed(log, DatabaseErrors.Describe(error));
            return MailAlarm.None with { WritesToFiles = staysHere };
        }
    }

    // Each process knows only its own circuit; errors met by others are read from the first messages in the queue.
    private async Task<(string? Why, DateTimeOffset? Since)> GetServerErrorAsync(CancellationToken ct)
    {
        if (circuit.State is { IsOpen: true } state)
        {
            return (state.Reason, state.Since);
        }

        var first = await Mails
            .Where(n => n.Status == NotificationStatus.Pending)
            .OrderBy(n => n.Priority)
            .ThenBy(n => n.DueAt)
            .Take(SampleSize)
            .Select(n => new
            {
                n.Attempts,
                n.LastError,
                n.CreatedAt,
                n.RequeuedAt,
            })
            .ToListAsync(ct);
        var tried = first.Where(n => n.Attempts == 0 && n.LastError != null).ToList();
        return tried.Count == 0 ? (null, null) : (tried[0].LastError, tried.Min(n => n.RequeuedAt ?? n.CreatedAt));
    }

    private Task<DateTimeOffset?> GetOldestOverdueAsync(DateTimeOffset limit, CancellationToken ct) =>
        Mails
            .Where(n => n.Status == NotificationStatus.Pending && n.CreatedAt < limit && (n.RequeuedAt == null || n.RequeuedAt < limit))
            // Mail that waits for its recipient's limit has never been tried.
            .Where(n => n.DueAt < limit || n.Attempts > 0 || n.LastError != null)
            .OrderBy(n => n.CreatedAt)
            .Select(n => (DateTimeOffset?)(n.RequeuedAt ?? n.CreatedAt))
            .FirstOrDefaultAsync(ct);

    private IQueryable<Notification> Mails => db.Set<Notification>().AsNoTracking();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail status could not be read: {Reason}")]
    private static partial void ReadFailed(ILogger logger, string reason);
}
