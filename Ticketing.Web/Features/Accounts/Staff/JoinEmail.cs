using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.Links;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Accounts.Staff;

/// <summary>Invitation, confirmation or notice, depending on the account's state when the email is composed.</summary>
internal sealed class JoinEmail(
    UserManager<AppUser> users,
    AccountLinks links,
    MailHtmlRenderer html,
    IOptionsMonitor<SiteOptions> site,
    VenueClock venueClock,
    TimeProvider clock
) : IEmailComposer
{
    private static string NotYou => T["Don’t recognise this? Ignore this email: nothing happens without the link above."];

    public string Kind => JoinStaff.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var user = await users.FindByEmailAsync(notification.Recipient);
        var venue = site.CurrentValue;
        return user switch
        {
            { Status: StaffStatus.Invited, InvitedUntil: { } until } when until > clock.GetUtcNow() => await WithLinkAsync(
                user,
                until,
                url => Invitation(url, venue, until),
                ct
            ),
            { Status: StaffStatus.PendingApproval, EmailConfirmed: false } => await WithLinkAsync(
                user,
                clock.GetUtcNow() + InviteStaff.Lifetime,
                url => Confirmation(url, venue),
                ct
            ),
            { Status: StaffStatus.Active or StaffStatus.PendingApproval } => await AlreadyRegistered(venue)
                .ComposeAsync(user.Name, venue, html),
            _ => null,
        };
    }

    private async Task<ComposedEmail> WithLinkAsync(
        AppUser user,
        DateTimeOffset until,
        Func<string, StaffEmail> write,
        CancellationToken ct
    )
    {
        var link = await links.CreateAsync(LinkKind.Join, user.Id, until, ct);

        // Without a name: a stranger may have registered with this address.
        return await write(link.Url).ComposeAsync(recipientName: "", site.CurrentValue, html, link.Token);
    }

    private StaffEmail Invitation(string url, SiteOptions venue, DateTimeOffset until) =>
        new(
            T["Join the staff of {0}", venue.VenueName],
            [
                T["You are invited to work in the box office of {0}.", venue.VenueName],
                T["Choose a password, then set up an authenticator app or a passkey: you will need both to sign in."],
            ],
            T["Accept the invitation"],
            url,
            [T["The link is good once, until {0}.", venueClock.FormatLongDateTime(until)], NotYou]
        );

    private static StaffEmail Confirmation(string url, SiteOptions venue) =>
        new(
            T["Confirm your address"],
            [
                T[
                    "Somebody, probably you, asked for a staff account at {0} with this address. Confirm it and choose a "
                        + "password; then a superadmin lets you in.",
                    venue.VenueName
                ],
            ],
            T["Confirm and choose a password"],
            url,
            [T["The link is good once, for a week."], NotYou]
        );

    private StaffEmail AlreadyRegistered(SiteOptions venue) =>
        new(
            T["You have an account already"],
            [
                T[
                    "Somebody, probably you, asked for a staff account at {0} with this address. There is one already; its "
                        + "password can be reset where you sign in.",
                    venue.VenueName
                ],
            ],
            T["Go to the sign-in"],
            links.UrlFor("/admin/login"),
            [T["Wasn’t you? You can ignore this email."]]
        );
}
