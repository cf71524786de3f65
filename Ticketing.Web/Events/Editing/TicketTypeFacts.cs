using System.Globalization;
using Ticketing.Settings;

namespace Ticketing.Events.Editing;

/// <summary>Parses and validates a <see cref="TicketTypeForm"/>; errors by field name.</summary>
internal sealed class TicketTypeFacts
{
    private const int MostPlaces = 1_000_000;
    private const int MostPerOrderAtAll = 1000;
    private readonly Dictionary<string, string> errors = [];

    /// <param name="unchanged">Null for a new type. Unchanged dates keep its instants.</param>
    public TicketTypeFacts(TicketTypeForm form, TicketType? unchanged, string zone, string currency)
    {
        Check(nameof(form.Category), form.Category.Length is > 0 and <= 100, "Between 1 and 100 characters, such as “Standing”.");
        Check(nameof(form.Note), form.Note.Length <= 200, "At most 200 characters.");
        var price = Money.Parse(form.Price, currency);
        Check(nameof(form.Price), price is not null, $"Type an amount such as {new Money(1400, currency).ToDecimalText()}; 0 is free.");
        var step = Currencies.CardStep(currency);
        Check(nameof(form.Price), price is not { } typed || typed.MinorUnits % step == 0, $"Cards can be charged in steps of {new Money(step, currency)} only.");
        Price = price?.MinorUnits ?? 0;
        Capacity = Number(nameof(form.Capacity), form.Capacity, 0, MostPlaces, "Type a whole number such as 180.");
        MinPerOrder = Number(nameof(form.MinPerOrder), form.MinPerOrder, 1, MostPerOrderAtAll, "Type a whole number from 1.");
        MaxPerOrder = Number(nameof(form.MaxPerOrder), form.MaxPerOrder, 1, MostPerOrderAtAll, "Type a whole number from 1.");
        Check(nameof(form.MaxPerOrder), MaxPerOrder >= MinPerOrder || errors.Count > 0, "This must not be less than the least per order.");
        var was = unchanged is null ? null : TicketTypeForm.Of(unchanged, zone, currency);
        SalesStartAt = Moment(nameof(form.SalesStart), form.SalesStart, was?.SalesStart, unchanged?.SalesStartAt, zone);
        SalesEndAt = Moment(nameof(form.SalesEnd), form.SalesEnd, was?.SalesEnd, unchanged?.SalesEndAt, zone);
        Check(nameof(form.SalesEnd), SalesStartAt is not { } start || SalesEndAt is not { } end || start < end, "The sale ends before it starts.");
    }

    public IReadOnlyDictionary<string, string> Errors => errors;

    public long Price { get; }
    public int Capacity { get; }
    public int MinPerOrder { get; }
    public int MaxPerOrder { get; }
    public DateTimeOffset? SalesStartAt { get; }
    public DateTimeOffset? SalesEndAt { get; }

    public static string TooSmall(int sold, int held) => string.Create(
        CultureInfo.InvariantCulture, $"{sold} are sold and {held} held: the capacity cannot be less than {sold + held}.");

    private int Number(string field, string text, int least, int most, string message)
    {
        var good = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;
        Check(field, good, message);
        return good ? number : 0;
    }

    private DateTimeOffset? Moment(string field, TypedMoment typed, TypedMoment? was, DateTimeOffset? unchanged, string zone)
    {
        if (was is not null && typed == was)
        {
            return unchanged;
        }

        return LocalTime.Read(typed, zone).OrTell(errors, field);
    }

    private void Check(string field, bool good, string message)
    {
        if (!good)
        {
            errors.TryAdd(field, message);
        }
    }
}
