using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.Links;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Accounts.Staff;

internal sealed class AccountApprovedEmail(
    UserManager<AppUser> users,
    AccountLinks links,
    MailHtmlRenderer html,
    IOptionsMonitor<SiteOptions> site
) : IEmailComposer
{
    public string Kind => StaffAdministration.ApprovedMailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct) =>
        await users.FindByEmailAsync(notification.Recipient) is { Status: StaffStatus.Active } user
            ? await new StaffEmail(
                T["Your account is approved"],
                [
                    T[
                        "Your staff account at {0} is open. Sign in with your password; then set up an "
                            + "authenticator app or a passkey.",
                        site.CurrentValue.VenueName
                    ],
                ],
                T["Sign in"],
                links.UrlFor("/admin/login"),
                []
            ).ComposeAsync(user.Name, site.CurrentValue, html)
            : null;
}
