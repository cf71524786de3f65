using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.OutgoingWebhooks.Sending;

internal sealed class WebhookDisabledEmail(
    UserManager<AppUser> users,
    TicketingDbContext db,
    MailHtmlRenderer html,
    IOptionsMonitor<SiteOptions> site
) : IEmailComposer
{
    public string Kind => DisableWebhookEndpoint.NoticeKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var id = DisableWebhookEndpoint.ParseEndpointId(notification);
        if (
            await users.FindByEmailAsync(notification.Recipient) is not { } user
            || await db.Set<WebhookEndpoint>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == id && e.DisabledAt != null, ct)
                is not { } endpoint
        )
        {
            return null;
        }

        var letter = new StaffEmail(
            T["A webhook was disabled"],
            [
                T["{0} no longer sends webhooks to {1}.", site.CurrentValue.VenueName, endpoint.Url],
                endpoint.DisableReason == WebhookDisableReason.Gone
                    ? T["It answered 410 Gone, which means that it wants no more."]
                    : T["Every delivery has failed for five days."],
                T[
                    "Ask whoever runs the receiving program to fix it, then enable the webhook again. Messages still waiting are sent "
                        + "then. Events while it is disabled are not."
                ],
            ],
            T["Look at the webhook"],
            $"{site.CurrentValue.PublicBaseUrl.TrimEnd('/')}/admin/webhooks/{endpoint.Id}",
            []
        );
        return await letter.ComposeAsync(user.Name, site.CurrentValue, html);
    }
}
