using System.Globalization;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Events.Editing;

/// <summary>Parses and validates a <see cref="TicketTypeForm"/>; errors by field name.</summary>
internal sealed class ParsedTicketTypeForm
{
    private const int MaxCapacity = 1_000_000;
    private const int MaxPerOrderLimit = 1000;
    private readonly Dictionary<string, string> errors = [];

    /// <param name="unchanged">Null for a new type. Unchanged dates keep its instants.</param>
    public ParsedTicketTypeForm(TicketTypeForm form, TicketType? unchanged, string zone, string currency)
    {
        Require(nameof(form.Category), form.Category.Length is > 0 and <= 100, T["Between 1 and 100 characters, such as “Standing”."]);
        Require(nameof(form.Note), form.Note.Length <= 200, T["At most 200 characters."]);
        var price = Money.Parse(form.Price, currency);
        Require(
            nameof(form.Price),
            price is not null,
            T["Enter an amount such as {0}; 0 is free.", new Money(1400, currency).ToDecimalString()]
        );
        var step = Currencies.GetCardStep(currency);
        Require(
            nameof(form.Price),
            price is not { } typed || typed.MinorUnits % step == 0,
            T["Cards can be charged in steps of {0} only.", new Money(step, currency)]
        );
        Price = price?.MinorUnits ?? 0;
        Capacity = ParseNumber(nameof(form.Capacity), form.Capacity, 0, MaxCapacity, T["Enter a whole number such as 180."]);
        MinPerOrder = ParseNumber(nameof(form.MinPerOrder), form.MinPerOrder, 1, MaxPerOrderLimit, T["Enter a whole number from 1."]);
        MaxPerOrder = ParseNumber(nameof(form.MaxPerOrder), form.MaxPerOrder, 1, MaxPerOrderLimit, T["Enter a whole number from 1."]);
        Require(
            nameof(form.MaxPerOrder),
            MaxPerOrder >= MinPerOrder || errors.Count > 0,
            T["This must not be less than the minimum per order."]
        );
        FollowedById = Guid.TryParse(form.FollowedBy, out var next) ? next : null;
        var was = unchanged is null ? null : TicketTypeForm.From(unchanged, zone, currency);
        SalesStartAt = ParseInstant(nameof(form.SalesStart), form.SalesStart, was?.SalesStart, unchanged?.SalesStartAt, zone);
        SalesEndAt = ParseInstant(nameof(form.SalesEnd), form.SalesEnd, was?.SalesEnd, unchanged?.SalesEndAt, zone);
        Require(
            nameof(form.SalesEnd),
            SalesStartAt is not { } start || SalesEndAt is not { } end || start < end,
            T["The sale ends before it starts."]
        );
    }

    public IReadOnlyDictionary<string, string> Errors => errors;

    public Guid? FollowedById { get; }

    public long Price { get; }
    public int Capacity { get; }
    public int MinPerOrder { get; }
    public int MaxPerOrder { get; }
    public DateTimeOffset? SalesStartAt { get; }
    public DateTimeOffset? SalesEndAt { get; }

    public static string CapacityTooSmallText(int sold, int held) =>
        T["{0} are sold and {1} held: the capacity cannot be less than {2}.", sold, held, sold + held];

    private int ParseNumber(string field, string text, int min, int max, string message)
    {
        var good = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max;
        Require(field, good, message);
        return good ? number : 0;
    }

    private DateTimeOffset? ParseInstant(string field, LocalTimeInput typed, LocalTimeInput? was, DateTimeOffset? unchanged, string zone)
    {
        if (was is not null && typed == was)
        {
            return unchanged;
        }

        return LocalTimeConverter.Parse(typed, zone).GetOrAddError(errors, field);
    }

    private void Require(string field, bool good, string message)
    {
        if (!good)
        {
            errors.TryAdd(field, message);
        }
    }
}
