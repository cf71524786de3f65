using Microsoft.Extensions.Options;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Messages;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Layout;

namespace Ticketing.Features.Receipts.Emails;

/// <summary>A message as a buyer will get it, with the name of who looks at it and an order that does not exist.</summary>
public sealed class EventMessagePreview(
    EventCatalogue catalogue,
    UnsubscribeLinks unsubscribe,
    BuyerLinks links,
    MailHtmlRenderer html,
    IOptionsMonitor<SiteOptions> site,
    TimeProvider clock
)
{
    /// <param name="name">May be empty.</param>
    public async Task<ComposedEmail> WriteAsync(EventMessage message, string name, Language language, CancellationToken ct)
    {
        using var _ = language.Use();
        var (show, venue) = (await catalogue.GetAsync(message.EventId, ct), site.CurrentValue);
        var stop = message.Topic == MessageTopic.News ? unsubscribe.CreateSample() : null;
        var buyer = MessageBuyer.CreateSample(name, links.GetUrl($"/events/{show.Slug}"), venue) with { UnsubscribeUrl = stop?.Url };
        var content = new EventMessageText(message, show, buyer, venue, clock.GetUtcNow());
        return new ComposedEmail(
            name,
            content.Subject,
            content.PlainText,
            await html.RenderAsync<EventMessageHtml, EventMessageText>(content, venue),
            [],
            []
        );
    }
}

/// <summary>The test that staff send to themselves.</summary>
internal sealed class EventMessageTestEmail(MessageQueries messages, EventMessagePreview preview) : IEmailComposer
{
    public string Kind => MessageMails.Test;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct) =>
        await messages.FindAsync(MessageMails.ReadMessageId(notification), ct) is { } message
        && await preview.WriteAsync(message, name: "", Language.Current, ct) is { } mail
            ? mail with
            {
                Subject = T["Test: {0}", mail.Subject],
            }
            : null;
}
