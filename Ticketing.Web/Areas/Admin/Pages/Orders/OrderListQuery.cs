using System.Globalization;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Pages.Orders;

/// <summary>The filters in the address of the order list.</summary>
public sealed record OrderListQuery
{
    private const string ListPath = "/admin/orders";
    private static readonly string[] Names =
    [
        "q",
        "event",
        "status",
        "channel",
        "period",
        "from",
        "until",
        "dates",
        "refunded",
        "note",
        "tag",
    ];

    public string Text { get; init; } = "";

    public Guid? EventId { get; init; }

    public OrderStatus? Status { get; init; }

    public OrderChannel? Channel { get; init; }

    /// <summary>Instead of <see cref="From"/> and <see cref="Until"/>.</summary>
    public OrderPeriod? Days { get; init; }

    public DateOnly? From { get; init; }

    /// <summary>Inclusive.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Filters by payment date and lists only sales.</summary>
    public bool SalesOnly { get; init; }

    public bool PartRefunded { get; init; }

    public bool HasNote { get; init; }

    public string? Tag { get; init; }

    public bool HasDates => Days is not null || From is not null || Until is not null || SalesOnly;

    public bool IsEmpty => this == new OrderListQuery();

    /// <summary>Ignores values that it cannot read.</summary>
    public static OrderListQuery Read(IQueryCollection query)
    {
        var period = ParseChoice<OrderPeriod>(query["period"]);
        return new OrderListQuery
        {
            Text = query["q"].ToString().Trim(),
            EventId = Guid.TryParse(query["event"], out var id) ? id : null,
            Status = ParseChoice<OrderStatus>(query["status"]),
            Channel = ParseChoice<OrderChannel>(query["channel"]),
            Days = period,
            From = period is null ? ParseDay(query["from"]) : null,
            Until = period is null ? ParseDay(query["until"]) : null,
            SalesOnly = query["dates"] == "sold",
            PartRefunded = query["refunded"] == "part",
            HasNote = query["note"] == "yes",
            Tag = string.IsNullOrWhiteSpace(query["tag"]) ? null : query["tag"].ToString().Trim(),
        };
    }

    /// <summary>False if <see cref="Read"/> ignores a value.</summary>
    public static bool CanRead(IQueryCollection query)
    {
        var read = Read(query).Parameters.Select(parameter => parameter.Key).ToHashSet(StringComparer.Ordinal);
        return Names.Where(name => !string.IsNullOrWhiteSpace(query[name])).All(read.Contains);
    }

    public IEnumerable<KeyValuePair<string, string?>> Parameters =>
        new KeyValuePair<string, string?>[]
        {
            new("q", Text),
            new("event", EventId?.ToString()),
            new("status", Status?.ToString()),
            new("channel", Channel?.ToString()),
            new("period", Days?.ToString()),
            new("from", InsightsParameters.FormatDay(From)),
            new("until", InsightsParameters.FormatDay(Until)),
            new("dates", SalesOnly ? "sold" : null),
            new("refunded", PartRefunded ? "part" : null),
            new("note", HasNote ? "yes" : null),
            new("tag", Tag),
        }.Where(parameter => !string.IsNullOrEmpty(parameter.Value));

    public string Path => GetPath(ListPath);

    public string CsvPath => GetPath(ListPath + ".csv");

    public string WorkbookPath => GetPath(ListPath + ".xlsx");

    public string GetPath(PagePosition place) => ListPath + QueryString.Create([.. Parameters, new("at", place.ToString())]);

    public string ToQueryString() => QueryString.Create(Parameters).Value ?? "";

    private string GetPath(string path) => path + ToQueryString();

    public OrderFilter ToFilter(VenueClock clock)
    {
        var (first, last) = Days is { } period ? (period.GetFirst(clock.Today), (DateOnly?)clock.Today) : (From, Until);
        var (from, until) = clock.GetRange(first, last);
        return new OrderFilter(Text, EventId, Status, Channel, from, until, SalesOnly)
        {
            IncludesNotes = true,
            PartRefunded = PartRefunded,
            HasNote = HasNote,
            Tag = Tag,
        };
    }

    private static DateOnly? ParseDay(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= Period.MinDate
        && day <= Period.MaxDate
            ? day
            : null;

    private static T? ParseChoice<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
