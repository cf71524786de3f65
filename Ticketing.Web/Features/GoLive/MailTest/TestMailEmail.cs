using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.GoLive.MailTest;

internal sealed class TestMailEmail(TestMails mails, MailRenderMode mode, MailHtmlRenderer html, IOptionsMonitor<SiteOptions> site)
    : IEmailComposer
{
    public string Kind => TestMails.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var token = mode.IsPreview ? Redaction.Mask : await mails.CreateTokenAsync(notification, ct);
        if (token is null)
        {
            return null;
        }

        var letter = new StaffEmail(
            T["Has this email arrived?"],
            [
                T[
                    "This is a test of the emails that {0} sends. Press the button, and the go-live check shows " + "that emails arrive.",
                    site.CurrentValue.VenueName
                ],
                T["If you found it in the spam folder, buyers will too: see what the go-live check says about SPF, DKIM and DMARC."],
            ],
            T["It has arrived"],
            $"{site.CurrentValue.PublicBaseUrl.TrimEnd('/')}/admin/check/arrived?token={token}",
            [T["The link works once, for a week."]]
        );
        return await letter.ComposeAsync(recipientName: "", site.CurrentValue, html, token);
    }
}
