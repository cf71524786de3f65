using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Settings;

namespace Ticketing.Accounts.Mails;

internal sealed class ApprovedEmail(UserManager<AppUser> users, AccountLinks links, IOptionsMonitor<SiteOptions> site) : IEmailComposer
{
    public string Kind => StaffChanges.ApprovedKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct) =>
        await users.FindByEmailAsync(notification.Recipient) is { Standing: Standing.Active } user
            ? new Letter(
                "You are let in",
                [$"Your staff account at {site.CurrentValue.VenueName} is open. Sign in with your password; then set up an authenticator app or a passkey."],
                "Sign in",
                links.UrlOf("/admin/login"),
                []).Compose(user.Name, site.CurrentValue)
            : null;
}
