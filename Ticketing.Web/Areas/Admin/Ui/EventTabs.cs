using Ticketing.Features.Events;

namespace Ticketing.Areas.Admin.Ui;

public enum EventTab
{
    Overview,
    Tickets,
    Codes,
    Orders,
    Guests,
    Messages,
    Door,
    Figures,
    Settlement,
}

public sealed record EventTabLink(EventTab Tab, string Name, string Path);

/// <summary>The bar of links that the pages of an event share.</summary>
public sealed record EventTabs(Event Event, EventTab Current)
{
    public IReadOnlyList<EventTabLink> Links =>
        [
            new(EventTab.Overview, T["Overview"], $"/admin/events/{Event.Id}"),
            new(EventTab.Tickets, T["Tickets"], $"/admin/events/{Event.Id}/types"),
            new(EventTab.Codes, T["Promo codes"], $"/admin/events/{Event.Id}/promo-codes"),
            new(EventTab.Orders, T["Orders"], $"/admin/orders?event={Event.Id}"),
            new(EventTab.Guests, T["Guests"], $"/admin/events/{Event.Id}/guests"),
            new(EventTab.Messages, T["Messages"], $"/admin/events/{Event.Id}/messages"),
            new(EventTab.Door, T["Door"], $"/admin/check-in/{Event.Id}"),
            new(EventTab.Figures, T["Figures"], $"/admin/insights/events/{Event.Id}"),
            new(EventTab.Settlement, T["Settlement"], $"/admin/events/{Event.Id}/settlement"),
        ];
}
