using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.Links;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Accounts.Staff;

internal sealed class SecurityNoticeEmail(
    UserManager<AppUser> users,
    TicketingDbContext db,
    AccountLinks links,
    MailHtmlRenderer html,
    IOptionsMonitor<SiteOptions> site,
    VenueClock venueClock
) : IEmailComposer
{
    public string Kind => SecurityNotices.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(notification.Recipient) is not { } user)
        {
            return null;
        }

        var (change, subject) = SecurityNotices.Read(notification);
        var session = change is SecurityChange.NewDevice or SecurityChange.TokenCopied ? await FindSessionAsync(subject, ct) : null;
        var letter = new StaffEmail(
            GetTitle(change),
            [
                T[
                    "{0} It happened on {1}.",
                    Describe(change, site.CurrentValue.VenueName),
                    venueClock.FormatLongDateTime(notification.CreatedAt)
                ],
                .. session is null
                    ? []
                    : (string[])[T["Device: {0}", DeviceName.Translate(session.Device)], T["Address: {0}", session.Address]],
                T["Was this you? Then there’s nothing to do."],
                T[
                    "If it wasn’t, sign in, sign out everywhere else and change your password. If you can’t sign in, ask a superadmin to "
                        + "disable your account."
                ],
            ],
            T["Check your account"],
            links.UrlFor("/admin/account"),
            []
        );
        return await letter.ComposeAsync(user.Name, site.CurrentValue, html);
    }

    private Task<StaffSession?> FindSessionAsync(Guid id, CancellationToken ct) =>
        db.Set<StaffSession>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct);

    private static string GetTitle(SecurityChange change) =>
        change switch
        {
            SecurityChange.NewDevice => T["New sign-in to your account"],
            SecurityChange.PasswordChanged or SecurityChange.PasswordReset => T["Your password was changed"],
            SecurityChange.AppSet => T["An authenticator app was set up"],
            SecurityChange.AppRemoved => T["Your authenticator app was removed"],
            SecurityChange.PasskeyAdded => T["A passkey was added"],
            SecurityChange.PasskeyRemoved => T["A passkey was removed"],
            SecurityChange.RecoveryCodesRenewed => T["Your recovery codes were replaced"],
            SecurityChange.TokenCopied => T["A program that you signed in was signed out"],
            SecurityChange.FactorsReset => T["Your second factor was reset"],
            _ => throw new UnreachableException(),
        };

    private static string Describe(SecurityChange change, string venue) =>
        change switch
        {
            SecurityChange.NewDevice => T["Your staff account at {0} was used on a device that we haven’t seen before.", venue],
            SecurityChange.PasswordChanged => T["The password of your staff account at {0} was changed.", venue],
            SecurityChange.PasswordReset => T["The password of your staff account at {0} was changed with a link sent to you.", venue],
            SecurityChange.AppSet => T["An authenticator app was set up for your staff account at {0}.", venue],
            SecurityChange.AppRemoved => T["The authenticator app was removed from your staff account at {0}.", venue],
            SecurityChange.PasskeyAdded => T["A passkey was added to your staff account at {0}.", venue],
            SecurityChange.PasskeyRemoved => T["A passkey was removed from your staff account at {0}.", venue],
            SecurityChange.RecoveryCodesRenewed => T[
                "New recovery codes were made for your staff account at {0}. The old ones no longer work.",
                venue
            ],
            SecurityChange.TokenCopied => T[
                "A refresh token of your staff account at {0} was used twice. Somebody may have a copy, so all tokens of that sign-in "
                    + "were revoked.",
                venue
            ],
            SecurityChange.FactorsReset => T[
                "The authenticator app, passkeys and recovery codes of your staff account at {0} were removed.",
                venue
            ],
            _ => throw new UnreachableException(),
        };
}
