using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.StaffMails.LowStock;

/// <summary>Nothing is sent if the type has recovered, or the person does not want it any more.</summary>
internal sealed class LowStockEmail(
    TicketingDbContext db,
    StaffMailChoices choices,
    StaffMailLinks links,
    MailHtmlRenderer html,
    IOptionsMonitor<SiteOptions> site
) : IEmailComposer
{
    public string Kind => LowStockJob.MailKind;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        var (alertId, userId) = (LowStockJob.ReadAlertId(notification.DedupeKey), LowStockJob.ReadUserId(notification.DedupeKey));
        if (
            await choices.FindReaderAsync(userId, StaffMailTopic.LowStock, ct) is not { } user
            || await FindEventAsync(alertId, ct) is not var (show, type)
        )
        {
            return null;
        }

        var link = await links.CreateAsync(userId, StaffMailTopic.LowStock, ct);
        var content = CreateText(show, type, link);
        return new ComposedEmail(
            SingleLineText.From(user.Name),
            content.Subject,
            content.PlainText,
            await html.RenderAsync<LowStockHtml, LowStockText>(content, content.Venue),
            [],
            [link.Token]
        )
        {
            UnsubscribeUrl = link.Url,
        };
    }

    private async Task<(Event Show, TicketType Type)?> FindEventAsync(Guid alertId, CancellationToken ct)
    {
        var typeId = await db.Set<LowStockAlert>().Where(a => a.Id == alertId).Select(a => a.TicketTypeId).FirstOrDefaultAsync(ct);
        var show = await db.Set<Event>()
            .AsNoTracking()
            .Include(e => e.TicketTypes)
            .FirstOrDefaultAsync(e => e.TicketTypes.Any(t => t.Id == typeId), ct);
        return show is null ? null : (show, show.TicketTypes.Single(t => t.Id == typeId));
    }

    private LowStockText CreateText(Event show, TicketType type, UnsubscribeLink link)
    {
        var left = Math.Max(0, Math.Min(type.Capacity - type.Sold, show.Capacity is { } room ? room - show.Sold : int.MaxValue));
        return new LowStockText
        {
            Event = SingleLineText.From(show.Title),
            Type = SingleLineText.From(type.Category),
            Date = show.LongDay(),
            Left = left,
            Held = Math.Min(left, type.Held),
            Capacity = Math.Min(type.Capacity, show.Capacity ?? type.Capacity),
            Url = links.GetUrl($"/admin/events/{show.Id}/types"),
            UnsubscribeUrl = link.Url,
            Venue = site.CurrentValue,
        };
    }
}
