using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Insights.StaffMails;

/// <param name="Language">That the person chose; null for none.</param>
internal sealed record StaffMailReader(Guid UserId, string Email, string? Language)
{
    /// <summary>Mail that is queued until the result is disposed is in the person's language.</summary>
    public IDisposable UseLanguage() =>
        (ShippedLanguages.Find(Language ?? "") ?? Ticketing.Infrastructure.Languages.Language.English).Use();
}

internal static class StaffMailReaders
{
    /// <summary>Ids of those who want these emails and may sign in.</summary>
    public static IQueryable<Guid> Readers(this TicketingDbContext db, StaffMailTopic topic) =>
        from choice in db.Set<StaffMailChoice>()
        join user in db.Users on choice.UserId equals user.Id
        where user.Status == StaffStatus.Active && user.Email != null
        where topic == StaffMailTopic.Digest ? choice.Digest : choice.LowStock
        select choice.UserId;

    public static Task<List<StaffMailReader>> GetReadersAsync(this TicketingDbContext db, IQueryable<Guid> ids, CancellationToken ct) =>
        db
            .Users.Where(u => ids.Contains(u.Id))
            .OrderBy(u => u.Id)
            .Select(u => new StaffMailReader(
                u.Id,
                u.Email!,
                db.UserClaims.Where(c => c.UserId == u.Id && c.ClaimType == StaffLanguages.Claim).Select(c => c.ClaimValue).FirstOrDefault()
            ))
            .ToListAsync(ct);
}
