using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Events.Posters;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.WaitingRoom;

namespace Ticketing.Pages.Events;

public sealed record EventDetailsView(
    Event Event,
    string Poster,
    IReadOnlyList<TicketTypeRow> Rows,
    DateTimeOffset Now,
    int HoldMinutes,
    decimal TaxRate,
    string TaxName,
    string Currency
)
{
    /// <summary>Reason why the whole request was refused.</summary>
    public string? Problem { get; init; }
    public IReadOnlyList<OpenHold> OpenHolds { get; init; } = [];

    /// <summary>Null if there are no codes for the event.</summary>
    public CodeView? Code { get; init; }

    public bool IsPreview { get; init; }

    /// <summary>Null if the terms of sale say it.</summary>
    public string? RefundRule { get; init; }

    /// <summary>Null if tickets are on sale.</summary>
    public EventNotice? Notice { get; init; }

    /// <summary>Other events; empty if tickets are on sale.</summary>
    public IReadOnlyList<EventCard> Next { get; init; } = [];

    public RoomPhase WaitingRoom { get; private init; }

    public bool IsOver => Event.EndsOrAssumedEndsAt <= Now;
    public bool HasStarted => Event.StartsAt <= Now;
    public bool IsCancelledOrPostponed => Event.Status is EventStatus.Cancelled or EventStatus.Postponed;
    public bool IsFree => Rows.All(row => row.Price == 0);

    /// <summary>Of the button that leads to the ticket picker.</summary>
    public string JumpText =>
        Rows.Where(row => row.CanBuy).OrderBy(row => row.Price).ToList() switch
        {
            [var first, .., var last] when first.Price < last.Price => first.Price > 0
                ? T["Get tickets · from {0}", first.PriceText]
                : T["Get tickets"],
            [var first, ..] => T["Get tickets · {0}", first.PriceText],
            [] => "",
        };

    public bool HasDetails =>
        Event.Acts.Count > 0 || Event.RunningMinutes is not null || Event.AccessInfo.Length > 0 || RefundRule is not null;

    public bool CanBuy => !IsCancelledOrPostponed && Rows.Any(row => row.CanBuy);

    /// <summary>Before the on-sale, tickets can be chosen too: they are held when the buyer's turn comes.</summary>
    /// <param name="room">Null if none is open.</param>
    public EventDetailsView WithWaitingRoom(Room? room) =>
        room?.GetPhase(Now) switch
        {
            RoomPhase.Lobby => this with
            {
                WaitingRoom = RoomPhase.Lobby,
                Rows = [.. Rows.Select(row => row with { CanChooseAhead = room.SellsTogether(row.Type) })],
                Notice = Notice is null
                    ? null
                    : Notice with
                    {
                        Text = T["The waiting room is open. Choose your tickets and join: when sales open, everyone gets a random place."],
                        HasReminder = false,
                    },
            },
            RoomPhase.Line => this with
            {
                WaitingRoom = RoomPhase.Line,
                Notice =
                    Notice
                    ?? new EventNotice(
                        "info",
                        T["Lots of people want tickets"],
                        T["Choose yours and continue. If you have to queue, we’ll keep your place and your choice."]
                    ),
            },
            _ => this,
        };
}

public sealed class EventDetailsViewFactory(
    SaleRules rules,
    AvailabilityCalculator offers,
    Pricing pricing,
    HoldLifetime holdLifetime,
    TermsOfSale terms,
    TimeProvider clock
)
{
    public EventDetailsView Create(Event @event, ChosenQuantities chosen, IReadOnlyDictionary<Guid, string> refusals) =>
        Create(@event, chosen, refusals, rules.GetState) with
        {
            Notice = EventNotice.Find(@event, offers.GetForEvent(@event), HasWaitingList(@event), clock.GetUtcNow()),
        };

    /// <summary>Shows a draft as if it were published now.</summary>
    public EventDetailsView CreatePreview(Event @event) =>
        Create(@event, ChosenQuantities.None, new Dictionary<Guid, string>(), rules.GetPreviewState) with
        {
            IsPreview = true,
        };

    private bool HasWaitingList(Event @event) => @event.TicketTypes.Any(type => rules.CanWaitFor(@event, type));

    private EventDetailsView Create(
        Event @event,
        ChosenQuantities chosen,
        IReadOnlyDictionary<Guid, string> refusals,
        Func<Event, TicketType, SaleState> getState
    ) =>
        new(
            @event,
            EventPosters.GetPath(@event),
            [
                .. @event
                    .TicketTypes.Where(type => !type.IsHidden && (!type.IsWithdrawn || refusals.ContainsKey(type.Id)))
                    .Select(type =>
                        TicketTypeRow.Create(
                            @event,
                            type,
                            getState(@event, type),
                            rules.GetMaxPerOrder(@event, type),
                            rules.FindEarlier(@event, type),
                            pricing,
                            clock.GetUtcNow(),
                            chosen.RawValues.GetValueOrDefault(type.Id, "0"),
                            refusals.GetValueOrDefault(type.Id, "")
                        ) with
                        {
                            CanWait = rules.CanWaitFor(@event, type),
                        }
                    ),
            ],
            clock.GetUtcNow(),
            (int)holdLifetime.Get(@event).TotalMinutes,
            pricing.TaxRatePercent,
            pricing.TaxName,
            pricing.Currency
        )
        {
            RefundRule = terms.FindRefundRule(@event, isFree: @event.TicketTypes.All(type => type.Price == 0)),
        };
}
