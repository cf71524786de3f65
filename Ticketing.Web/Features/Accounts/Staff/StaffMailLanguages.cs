using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Accounts.Staff;

/// <summary>Mails to staff are in the language that the recipient chose.</summary>
internal sealed class StaffMailLanguages(TicketingDbContext db, ILookupNormalizer normalizer, StaffLanguages languages) : IMailLanguages
{
    private static readonly string[] Kinds =
    [
        JoinStaff.MailKind,
        PasswordReset.MailKind,
        SecurityNotices.MailKind,
        StaffAdministration.ApprovedMailKind,
    ];

    public async Task<Language?> FindAsync(Notification notification, CancellationToken ct)
    {
        if (!Kinds.Contains(notification.Kind))
        {
            return null;
        }

        var email = normalizer.NormalizeEmail(notification.Recipient);
        var chosen =
            from user in db.Set<AppUser>()
            join claim in db.Set<IdentityUserClaim<Guid>>() on user.Id equals claim.UserId
            where user.NormalizedEmail == email && claim.ClaimType == StaffLanguages.Claim
            select claim.ClaimValue;
        return await chosen.FirstOrDefaultAsync(ct) is { } tag ? languages.Find(tag) : null;
    }
}
