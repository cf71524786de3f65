using Microsoft.Extensions.Options;
using Ticketing.Events;
using Ticketing.Events.Posters;
using Ticketing.Holds;
using Ticketing.Settings;

namespace Ticketing.Pages.Events;

public sealed record ShowPage(Event Event, string Poster, IReadOnlyList<TicketRow> Rows, DateTimeOffset Now, int HoldMinutes, decimal TaxRate, string Currency)
{
    /// <summary>Reason why the whole request was refused.</summary>
    public string? Problem { get; init; }
    public IReadOnlyList<OpenHold> OpenHolds { get; init; } = [];

    public bool IsPreview { get; init; }

    public bool IsOver => Event.EndsOrAssumedEndsAt <= Now;
    public bool HasBegun => Event.StartsAt <= Now;
    public bool IsOff => Event.Status is EventStatus.Cancelled or EventStatus.Postponed;
    public bool CanBuy => !IsOff && Rows.Any(row => row.CanBuy);
}

public sealed class ShowPages(SaleRules rules, Pricing pricing, IOptionsMonitor<HoldOptions> holding, TimeProvider clock)
{
    public ShowPage Of(Event @event, ChosenQuantities chosen, IReadOnlyDictionary<Guid, string> refusals) => new(
        @event, EventPosters.PathOf(@event),
        [.. @event.TicketTypes.Where(type => !type.IsWithdrawn || refusals.ContainsKey(type.Id)).Select(type => TicketRow.Of(
            @event, type, rules.StateOf(@event, type), pricing, chosen.Typed.GetValueOrDefault(type.Id, "0"), refusals.GetValueOrDefault(type.Id, "")))],
        clock.GetUtcNow(), (int)holding.CurrentValue.Lifetime.TotalMinutes, pricing.TaxRatePercent, pricing.Currency);

    /// <summary>Shows the event as if it were published now.</summary>
    /// <param name="draft">Modified in memory; must not be saved.</param>
    public ShowPage PreviewOf(Event draft)
    {
        var poster = EventPosters.PathOf(draft);
        if (draft.Status == EventStatus.Inactive)
        {
            draft.Publish();
        }

        return Of(draft, ChosenQuantities.None, new Dictionary<Guid, string>()) with { IsPreview = true, Poster = poster };
    }
}
