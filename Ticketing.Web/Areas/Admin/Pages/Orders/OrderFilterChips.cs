using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Notes;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Orders;

/// <summary>A link of the filter bar, to the list with or without one filter.</summary>
public sealed record FilterLink(string Text, string Path);

/// <summary>A filter that is not set, with its values.</summary>
public sealed record FilterMenu(string Name, IReadOnlyList<FilterLink> Choices);

public sealed class OrderFilterChips(OrderListQuery query, IReadOnlyList<EventOption> events, IReadOnlyList<Tag> tags, VenueClock clock)
{
    public OrderListQuery Query => query;

    /// <summary>The filters that are set; each link removes its own.</summary>
    public IEnumerable<FilterLink> Active
    {
        get
        {
            if (query.Status is { } status)
            {
                yield return new(T["Status: {0}", status.ToText()], (query with { Status = null }).Path);
            }

            if (query.PartRefunded)
            {
                yield return new(T["Part refunded"], (query with { PartRefunded = false }).Path);
            }

            if (query.EventId is { } id)
            {
                yield return new(T["Event: {0}", GetTitle(id)], (query with { EventId = null }).Path);
            }

            if (query.Channel is { } channel)
            {
                yield return new(T["Channel: {0}", channel.ToText()], (query with { Channel = null }).Path);
            }

            if (query.HasNote)
            {
                yield return new(T["Has a note"], (query with { HasNote = false }).Path);
            }

            if (query.Tag is { } tag)
            {
                yield return new(T["Tag: {0}", tag], (query with { Tag = null }).Path);
            }

            if (query.HasDates)
            {
                yield return new(DatesText, (query with { Days = null, From = null, Until = null, SalesOnly = false }).Path);
            }
        }
    }

    public IEnumerable<FilterMenu> Menus
    {
        get
        {
            if (query.Status is null && !query.PartRefunded)
            {
                yield return new(
                    T["Status"],
                    [
                        .. Enum.GetValues<OrderStatus>()
                            .Select(status => new FilterLink(status.ToText(), (query with { Status = status }).Path)),
                        new FilterLink(T["Part refunded"], (query with { PartRefunded = true }).Path),
                    ]
                );
            }

            if (query.EventId is null && events.Count > 0)
            {
                yield return new(T["Event"], [.. events.Select(e => new FilterLink(GetLabel(e), (query with { EventId = e.Id }).Path))]);
            }

            if (query.Channel is null)
            {
                yield return new(
                    T["Channel"],
                    [
                        .. Enum.GetValues<OrderChannel>()
                            .Select(channel => new FilterLink(channel.ToText(), (query with { Channel = channel }).Path)),
                    ]
                );
            }

            if (query.Tag is null && !query.HasNote)
            {
                yield return new(
                    T["Notes and tags"],
                    [
                        new FilterLink(T["Has a note"], (query with { HasNote = true }).Path),
                        .. tags.Select(tag => new FilterLink(T["Tag: {0}", tag.Name], (query with { Tag = tag.Name }).Path)),
                    ]
                );
            }
        }
    }

    public IEnumerable<FilterLink> Periods =>
        Enum.GetValues<OrderPeriod>().Select(period => new FilterLink(period.ToText(), (query with { Days = period }).Path));

    /// <summary>For forms that change other filters.</summary>
    public IEnumerable<KeyValuePair<string, string?>> GetOtherParameters(params string[] own) =>
        query.Parameters.Where(parameter => !own.Contains(parameter.Key));

    private string DatesText =>
        query.Days is { } period
            ? query.SalesOnly
                ? T["Paid: {0}", period.ToText()]
                : T["Ordered: {0}", period.ToText()]
            : query.SalesOnly
                ? PaidText
                : OrderedText;

    private string PaidText =>
        (query.From, query.Until) switch
        {
            (null, null) => T["Sales only"],
            ({ } from, null) => T["Paid since {0}", Format(from)],
            (null, { } until) => T["Paid until {0}", Format(until)],
            ({ } from, { } until) when from == until => T["Paid {0}", Format(from)],
            ({ } from, { } until) => T["Paid {0} – {1}", Format(from), Format(until)],
        };

    private string OrderedText =>
        (query.From, query.Until) switch
        {
            ({ } from, null) => T["Ordered since {0}", Format(from)],
            ({ } from, { } until) when from == until => T["Ordered {0}", Format(from)],
            ({ } from, { } until) => T["Ordered {0} – {1}", Format(from), Format(until)],
            (null, var until) => T["Ordered until {0}", Format(until!.Value)],
        };

    private string GetTitle(Guid id) =>
        events.FirstOrDefault(e => e.Id == id) is { } found ? GetLabel(found) : T["not among the last ones"];

    private string GetLabel(EventOption option) => $"{option.Title}, {clock.FormatDate(option.StartsAt)}";

    private static string Format(DateOnly day) => Formats.Date(day, "d MMM yyyy");
}
