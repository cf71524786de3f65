using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Data;
using Ticketing.Settings;

namespace Ticketing.Notifications;

/// <summary>What is wrong with the venue's mail.</summary>
/// <param name="Server">What the mail server said, or why it was not reached; null while it can be, as far as is known.</param>
/// <param name="ServerSince">Since when, as far as is known.</param>
/// <param name="WaitingSince">Of the message that has waited longest, where that is too long.</param>
/// <param name="Dead">Given up, until a person looks.</param>
/// <param name="StaysHere">Mails become files here, though real buyers wait for them.</param>
public sealed record MailAlarm(string? Server, DateTimeOffset? ServerSince, DateTimeOffset? WaitingSince, int Dead, bool StaysHere)
{
    public static MailAlarm None { get; } = new(null, null, null, 0, StaysHere: false);

    public bool IsQuiet => this == None;
}

/// <summary>Looks at the mail for each page that staff open: a few short walks along indexes.</summary>
public sealed partial class MailAlarms(
    TicketingDbContext db, MailCircuit circuit, IOptionsMonitor<MailOptions> options, IHostEnvironment environment, TimeProvider clock, ILogger<MailAlarms> log)
{
    /// <summary>Longer than a message may wait without anybody being told.</summary>
    public static readonly TimeSpan TooLong = TimeSpan.FromMinutes(15);

    private const int FirstInLine = 10;

    /// <summary>Where the database cannot tell, nothing is said: the page has its own to say about that.</summary>
    public async Task<MailAlarm> ReadAsync(CancellationToken ct)
    {
        var staysHere = environment.IsProduction() && options.CurrentValue.Transport == MailTransport.Pickup;
        try
        {
            var (server, since) = await ServerAsync(ct);
            var limit = clock.GetUtcNow() - TooLong;
            return new MailAlarm(server, since, await WaitingSinceAsync(limit, ct), await Mails.CountAsync(n => n.Status == NotificationStatus.Dead, ct), staysHere);
        }
        catch (Exception error) when (error is DbException || DatabaseErrors.IsOutage(error))
        {
            NotRead(log, DatabaseErrors.Why(error));
            return MailAlarm.None with { StaysHere = staysHere };
        }
    }

    // Each process knows for itself; what another has found out stands with the messages that it tried, which are the first in line.
    private async Task<(string? Why, DateTimeOffset? Since)> ServerAsync(CancellationToken ct)
    {
        if (circuit.State is { IsOpen: true } state)
        {
            return (state.Reason, state.Since);
        }

        var first = await Mails.Where(n => n.Status == NotificationStatus.Pending).OrderBy(n => n.DueAt).Take(FirstInLine)
            .Select(n => new { n.Attempts, n.LastError, n.CreatedAt, n.RequeuedAt }).ToListAsync(ct);
        var tried = first.Where(n => n.Attempts == 0 && n.LastError != null).ToList();
        return tried.Count == 0 ? (null, null) : (tried[0].LastError, tried.Min(n => n.RequeuedAt ?? n.CreatedAt));
    }

    private Task<DateTimeOffset?> WaitingSinceAsync(DateTimeOffset limit, CancellationToken ct) => Mails
        .Where(n => n.Status == NotificationStatus.Pending && n.CreatedAt < limit && (n.RequeuedAt == null || n.RequeuedAt < limit))
        .OrderBy(n => n.CreatedAt).Select(n => (DateTimeOffset?)(n.RequeuedAt ?? n.CreatedAt)).FirstOrDefaultAsync(ct);

    private IQueryable<Notification> Mails => db.Set<Notification>().AsNoTracking();

    [LoggerMessage(Level = LogLevel.Warning, Message = "How the mail is doing could not be read: {Reason}")]
    private static partial void NotRead(ILogger logger, string reason);
}
