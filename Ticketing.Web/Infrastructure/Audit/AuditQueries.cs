using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;

namespace Ticketing.Infrastructure.Audit;

/// <summary>Null or empty values do not filter.</summary>
/// <param name="Subject">A part of the name.</param>
/// <param name="From">Inclusive.</param>
/// <param name="Until">Exclusive.</param>
public sealed record AuditFilter(
    Guid? ActorId = null,
    string Action = "",
    string Subject = "",
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null
)
{
    /// <summary>No signed-in actor: the program itself, or a stranger.</summary>
    public bool WithoutActor { get; init; }

    public bool IsEmpty => this == new AuditFilter();
}

/// <summary>Latest first. All filters use an index except the subject.</summary>
public sealed class AuditQueries(TicketingDbContext db)
{
    public const int PageSize = 50;
    public const int MaxSubjectLength = 300;

    /// <param name="place">Null for the first page.</param>
    public async Task<KeysetPage<AuditEntry>> GetPageAsync(
        AuditFilter filter,
        PagePosition? place,
        CancellationToken ct,
        int pageSize = PageSize
    )
    {
        if (
            filter.Subject.Length > MaxSubjectLength
            || filter.Subject.Contains('\0', StringComparison.Ordinal)
            || filter.Action.Contains('\0', StringComparison.Ordinal)
        )
        {
            return new KeysetPage<AuditEntry>([], null, null);
        }

        var found = await ApplyFilter(filter).StartAt(place, e => e.At, e => e.Id).Take(pageSize + 1).ToListAsync(ct);
        return found.ToKeysetPage(pageSize, place, entry => (entry.At, entry.Id));
    }

    private IQueryable<AuditEntry> ApplyFilter(AuditFilter filter)
    {
        var entries = db.Set<AuditEntry>().AsNoTracking();
        entries = filter.ActorId is { } actor ? entries.Where(e => e.ActorId == actor) : entries;
        entries = filter.WithoutActor ? entries.Where(e => e.ActorId == null) : entries;
        entries = filter.Action.Length > 0 ? entries.Where(e => e.Action == filter.Action) : entries;
        entries = filter.From is { } from ? entries.Where(e => e.At >= from) : entries;
        entries = filter.Until is { } until ? entries.Where(e => e.At < until) : entries;
        return filter.Subject.Length > 0 ? WhereSubject(entries, filter.Subject) : entries;
    }

    // SQLite folds ASCII only, so the typed text is matched unfolded too.
    private static IQueryable<AuditEntry> WhereSubject(IQueryable<AuditEntry> entries, string subject)
    {
        var typed = $"%{LikePattern.Escape(subject)}%";
        var folded = typed.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Case is folded by the database.
        return entries.Where(e =>
            EF.Functions.Like(e.SubjectName.ToLower(), folded, LikePattern.EscapeCharacter)
            || EF.Functions.Like(e.SubjectName, typed, LikePattern.EscapeCharacter)
            || e.SubjectId == subject
        );
#pragma warning restore CA1304, CA1311, CA1862
    }
}
