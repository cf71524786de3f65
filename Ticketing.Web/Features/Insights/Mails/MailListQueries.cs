#pragma warning disable CA1309 // The comparisons are the database's, and their columns are compared by bytes.
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Insights.Mails;

public enum MailFilter
{
    All,

    /// <summary>Pending or being sent.</summary>
    Waiting,
    Sent,
    Dead,
    Dropped,
}

public sealed record MailListItem
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Recipient { get; init; }
    public required string? Subject { get; init; }

    /// <summary>Null if the mail belongs to no order.</summary>
    public required string? Reference { get; init; }
    public required NotificationStatus Status { get; init; }
    public required int Attempts { get; init; }
    public required string? LastError { get; init; }
    public required string? ServerResponse { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset? SentAt { get; init; }
}

/// <param name="OldestWaiting">Age of the oldest waiting mail; null if none is waiting.</param>
public sealed record MailCounts(int Waiting, TimeSpan? OldestWaiting, int SentLast24Hours, int Dead);

/// <summary>Latest first. Each page is a short index range scan.</summary>
public sealed class MailListQueries(TicketingDbContext db, TimeProvider clock)
{
    public const int PageSize = 50;
    public const int MaxSearchLength = 254;
    private const int MinReferenceLength = 4;
    private const int MaxReferenceLength = 8;
    private static readonly TimeSpan RecentWindow = TimeSpan.FromHours(24);

    public async Task<MailCounts> CountAsync(CancellationToken ct)
    {
        var (now, since) = (clock.GetUtcNow(), clock.GetUtcNow() - RecentWindow);
        var waiting = ApplyFilter(Mails, MailFilter.Waiting);
        var oldest = await waiting.MinAsync(n => (DateTimeOffset?)(n.RequeuedAt ?? n.CreatedAt), ct);
        return new MailCounts(
            await waiting.CountAsync(ct),
            now - oldest,
            await Mails.CountAsync(n => n.SentAt > since, ct),
            await Mails.CountAsync(n => n.Status == NotificationStatus.Dead, ct)
        );
    }

    /// <param name="text">Address, order reference, or the beginning of either; empty for all.</param>
    public async Task<KeysetPage<MailListItem>> GetPageAsync(MailFilter filter, string text, PagePosition? place, CancellationToken ct)
    {
        if (text.Length > MaxSearchLength || text.Contains('\0', StringComparison.Ordinal))
        {
            return new KeysetPage<MailListItem>([], null, null);
        }

        var found = ApplyFilter(Mails, filter);
        if (text.Length > 0)
        {
            var ids = FindIds(text);
            found = found.Where(n => ids.Contains(n.Id));
        }

        var rows = await SelectItems(found.StartAt(place, n => n.CreatedAt, n => n.Id).Take(PageSize + 1)).ToListAsync(ct);
        return rows.ToKeysetPage(PageSize, place, row => (row.CreatedAt, row.Id));
    }

    public Task<string> GetOrderReferenceAsync(Guid orderId, CancellationToken ct) =>
        db.Set<Order>().Where(o => o.Id == orderId).Select(o => o.Reference).SingleAsync(ct);

    private IQueryable<Notification> Mails => db.Set<Notification>().AsNoTracking();

    private static IQueryable<Notification> ApplyFilter(IQueryable<Notification> mails, MailFilter filter) =>
        filter switch
        {
            MailFilter.Waiting => mails.Where(n => n.Status == NotificationStatus.Pending || n.Status == NotificationStatus.Sending),
            MailFilter.Sent => mails.Where(n => n.Status == NotificationStatus.Sent),
            MailFilter.Dead => mails.Where(n => n.Status == NotificationStatus.Dead),
            MailFilter.Dropped => mails.Where(n => n.Status == NotificationStatus.Dropped),
            _ => mails,
        };

    /// <summary>Each branch is an index range scan.</summary>
    private IQueryable<Guid> FindIds(string text)
    {
        var (from, to) = GetPrefixRange(Notification.ToRecipientKey(text));
        var byRecipient = Mails
            .Where(n => string.Compare(n.RecipientKey, from) >= 0 && string.Compare(n.RecipientKey, to) < 0)
            .Select(n => n.Id);
        var letters = text.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        if (letters.Length is < MinReferenceLength or > MaxReferenceLength || !letters.All(char.IsAsciiLetterOrDigit))
        {
            return byRecipient;
        }

        var (first, last) = GetPrefixRange(letters.Length == MinReferenceLength ? letters : letters.Insert(MinReferenceLength, "-"));
        var orders = db.Set<Order>()
            .Where(o => string.Compare(o.Reference, first) >= 0 && string.Compare(o.Reference, last) < 0)
            .Select(o => (Guid?)o.Id);
        return byRecipient.Concat(Mails.Where(n => orders.Contains(n.OrderId)).Select(n => n.Id));
    }

    /// <summary>Strings with this prefix, as a range of a bytewise index.</summary>
    private static (string From, string To) GetPrefixRange(string text) => (text, text + "\U0010FFFF");

    private IQueryable<MailListItem> SelectItems(IQueryable<Notification> mails) =>
        mails.Select(n => new MailListItem
        {
            Id = n.Id,
            Kind = n.Kind,
            Recipient = n.Recipient,
            Subject = n.Subject,
            Reference = db.Set<Order>().Where(o => o.Id == n.OrderId).Select(o => o.Reference).FirstOrDefault(),
            Status = n.Status,
            Attempts = n.Attempts,
            LastError = n.LastError,
            ServerResponse = n.ServerResponse,
            CreatedAt = n.CreatedAt,
            DueAt = n.DueAt,
            SentAt = n.SentAt,
        });
}
