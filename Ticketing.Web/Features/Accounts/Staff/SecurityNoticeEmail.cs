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
                $"{Describe(change, site.CurrentValue.VenueName)} It happened on {venueClock.FormatLongDateTime(notification.CreatedAt)}.",
                .. session is null ? [] : (string[])[$"Device: {session.Device}", $"Address: {session.Address}"],
                "Was this you? Then there’s nothing to do.",
                "If it wasn’t, sign in, sign out everywhere else and change your password. If you can’t sign in, ask a superadmin to "
                    + "disable your account.",
            ],
            "Check your account",
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
            SecurityChange.NewDevice => "New sign-in to your account",
            SecurityChange.PasswordChanged or SecurityChange.PasswordReset => "Your password was changed",
            SecurityChange.AppSet => "An authenticator app was set up",
            SecurityChange.AppRemoved => "Your authenticator app was removed",
            SecurityChange.PasskeyAdded => "A passkey was added",
            SecurityChange.PasskeyRemoved => "A passkey was removed",
            SecurityChange.RecoveryCodesRenewed => "Your recovery codes were replaced",
            SecurityChange.TokenCopied => "A program that you signed in was signed out",
            SecurityChange.FactorsReset => "Your second factor was reset",
            _ => throw new UnreachableException(),
        };

    private static string Describe(SecurityChange change, string venue) =>
        change switch
        {
            SecurityChange.NewDevice => $"Your staff account at {venue} was used on a device that we haven’t seen before.",
            SecurityChange.PasswordChanged => $"The password of your staff account at {venue} was changed.",
            SecurityChange.PasswordReset => $"The password of your staff account at {venue} was changed with a link sent to you.",
            SecurityChange.AppSet => $"An authenticator app was set up for your staff account at {venue}.",
            SecurityChange.AppRemoved => $"The authenticator app was removed from your staff account at {venue}.",
            SecurityChange.PasskeyAdded => $"A passkey was added to your staff account at {venue}.",
            SecurityChange.PasskeyRemoved => $"A passkey was removed from your staff account at {venue}.",
            SecurityChange.RecoveryCodesRenewed =>
                $"New recovery codes were made for your staff account at {venue}. The old ones no longer work.",
            SecurityChange.TokenCopied =>
                $"A refresh token of your staff account at {venue} was used twice. Somebody may have a copy, so all tokens of that sign-in "
                    + "were revoked.",
            SecurityChange.FactorsReset =>
                $"The authenticator app, passkeys and recovery codes of your staff account at {venue} were removed.",
            _ => throw new UnreachableException(),
        };
}
