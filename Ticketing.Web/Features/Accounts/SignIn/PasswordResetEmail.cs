using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.Links;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Accounts.SignIn;

/// <summary>Composes nothing for an address without an active account.</summary>
internal sealed class PasswordResetEmail(
    UserManager<AppUser> users,
    AccountLinks links,
    MailHtmlRenderer html,
    IOptionsMonitor<SiteOptions> site,
    TimeProvider clock
) : IEmailComposer
{
    public string Kind => PasswordReset.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(notification.Recipient) is not { Status: StaffStatus.Active } user)
        {
            return null;
        }

        var link = await links.CreateAsync(LinkKind.Reset, user.Id, clock.GetUtcNow() + PasswordReset.LinkLifetime, ct);
        var letter = new StaffEmail(
            T["Choose a new password"],
            [T["Somebody, probably you, asked for a new password for your staff account at {0}.", site.CurrentValue.VenueName]],
            T["Choose a new password"],
            link.Url,
            [
                T["The link is good once, for an hour. You still need your authenticator app, a passkey or a recovery code to sign in."],
                T["Wasn’t you? Ignore this email: your password stays as it is."],
            ]
        );
        return await letter.ComposeAsync(user.Name, site.CurrentValue, html, link.Token);
    }
}
