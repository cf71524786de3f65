using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Promotions.Editing;

/// <summary>Parses and validates a <see cref="PromoCodeForm"/>; errors by field name.</summary>
internal sealed class ParsedPromoCodeForm
{
    private const int MinLength = 3;
    private const int MaxNumber = 1_000_000;
    private readonly Dictionary<string, string> errors = [];
    private readonly string currency;

    /// <param name="types">Of the event; empty if the code is for all events.</param>
    /// <param name="unchanged">Null for a new code. Unchanged times keep its instants.</param>
    public ParsedPromoCodeForm(
        PromoCodeForm form,
        IReadOnlyCollection<TicketType> types,
        PromoCode? unchanged,
        string zone,
        string currency
    )
    {
        this.currency = currency;
        Require(nameof(form.Code), IsCode(form.Code), T["Between 3 and 40 letters, digits, - or _, such as SPRING-10."]);
        Require(nameof(form.Note), form.Note.Length <= 200, T["At most 200 characters."]);
        Require(
            nameof(form.Kind),
            Enum.TryParse<PromoCodeKind>(form.Kind, out var kind) && Enum.IsDefined(kind) && !int.TryParse(form.Kind, out _),
            T["Choose what the code does."]
        );
        Kind = kind;
        Value = ParseValue(form);
        TicketTypeIds = ParseTypes(form, types);
        var opens = form.OpensPresale || TicketTypeIds.Count > 0;
        Require(nameof(form.Kind), kind != PromoCodeKind.Access || opens, T["Choose which ticket types it unlocks, or tick Presale."]);
        ParseWindow(form, unchanged, zone);
        MaxTickets = ParseLimit(nameof(form.MaxTickets), form.MaxTickets, unchanged?.UsedTickets);
        MaxOrders = ParseLimit(nameof(form.MaxOrders), form.MaxOrders, unchanged?.UsedOrders);
        MaxPerOrder = ParseLimit(nameof(form.MaxPerOrder), form.MaxPerOrder);
        MaxPerPerson = ParseLimit(nameof(form.MaxPerPerson), form.MaxPerPerson);
        Budget = ParseBudget(form.Budget, unchanged?.UsedBudget ?? 0);
    }

    public Dictionary<string, string> Errors => errors;
    public PromoCodeKind Kind { get; }
    public long Value { get; }
    public IReadOnlyList<Guid> TicketTypeIds { get; }
    public DateTimeOffset? StartsAt { get; private set; }
    public DateTimeOffset? EndsAt { get; private set; }
    public int? MaxTickets { get; }
    public int? MaxOrders { get; }
    public int? MaxPerOrder { get; }
    public int? MaxPerPerson { get; }
    public long? Budget { get; }

    private static bool IsCode(string text) =>
        text.Length is >= MinLength and <= PromoCode.MaxLength
        && char.IsLetterOrDigit(text[0])
        && text.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_');

    private long ParseValue(PromoCodeForm form)
    {
        if (Kind == PromoCodeKind.Access)
        {
            return 0;
        }

        if (Kind == PromoCodeKind.Percent)
        {
            var text = form.Value.Replace(',', '.').TrimEnd('%', ' ');
            var good = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent);
            good = good && percent is > 0 and <= 100 && decimal.Round(percent, 2) == percent;
            Require(nameof(form.Value), good, T["Enter a percentage from 0.01 to 100, such as 10."]);
            return good ? (long)(percent * 100) : 0;
        }

        var amount = Money.Parse(form.Value, currency);
        var min = Kind == PromoCodeKind.Amount ? 1 : 0;
        Require(
            nameof(form.Value),
            amount?.MinorUnits >= min,
            T["Enter an amount such as {0}.", new Money(500, currency).ToDecimalString()]
        );
        var step = Currencies.GetCardStep(currency);
        Require(
            nameof(form.Value),
            amount is not { } typed || typed.MinorUnits % step == 0,
            T["Cards can be charged in steps of {0} only.", new Money(step, currency)]
        );
        return amount?.MinorUnits ?? 0;
    }

    private List<Guid> ParseTypes(PromoCodeForm form, IReadOnlyCollection<TicketType> types)
    {
        var ids = form.TicketTypeIds.Select(id => Guid.TryParse(id, out var parsed) ? parsed : Guid.Empty).Distinct().ToList();
        Require(
            nameof(form.TicketTypeIds),
            ids.TrueForAll(id => types.Any(type => type.Id == id)),
            T["One of these ticket types has been deleted. Choose again."]
        );
        return ids;
    }

    private void ParseWindow(PromoCodeForm form, PromoCode? unchanged, string zone)
    {
        var was = unchanged is null ? null : PromoCodeForm.From(unchanged, zone, currency);
        StartsAt = ParseInstant(nameof(form.StartsAt), form.StartsAt, was?.StartsAt, unchanged?.StartsAt, zone);
        EndsAt = ParseInstant(nameof(form.EndsAt), form.EndsAt, was?.EndsAt, unchanged?.EndsAt, zone);
        Require(
            nameof(form.EndsAt),
            StartsAt is not { } start || EndsAt is not { } end || start < end,
            T["The code ends before it starts."]
        );
    }

    private DateTimeOffset? ParseInstant(string field, LocalTimeInput typed, LocalTimeInput? was, DateTimeOffset? unchanged, string zone) =>
        was is not null && typed == was ? unchanged : LocalTimeConverter.Parse(typed, zone).GetOrAddError(errors, field);

    /// <param name="used">So many are used already.</param>
    private int? ParseLimit(string field, string text, int? used = null)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var good = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaxNumber;
        Require(field, good, T["Enter a whole number from 1, or leave it blank."]);
        Require(field, !good || number >= (used ?? 0), T["Already used: {0}.", used ?? 0]);
        return number;
    }

    private long? ParseBudget(string text, long used)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var amount = Money.Parse(text, currency);
        Require(
            nameof(PromoCodeForm.Budget),
            amount?.MinorUnits > 0,
            T["Enter an amount such as {0}.", new Money(50_000, currency).ToDecimalString()]
        );
        Require(
            nameof(PromoCodeForm.Budget),
            amount is null || amount.Value.MinorUnits >= used,
            T["Already used: {0}.", new Money(used, currency)]
        );
        return amount?.MinorUnits;
    }

    private void Require(string field, bool good, string message)
    {
        if (!good)
        {
            errors.TryAdd(field, message);
        }
    }
}
