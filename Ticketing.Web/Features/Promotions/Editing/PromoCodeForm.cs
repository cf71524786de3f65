using System.Globalization;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Promotions.Editing;

/// <summary>As typed by staff. Empty limits are none. Times are in the zone of the event, or of the venue for all events.</summary>
public sealed record PromoCodeForm
{
    public string Code
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public string Note
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>Name of a <see cref="PromoCodeKind"/>.</summary>
    public string Kind
    {
        get;
        set => field = InputText.SingleLine(value);
    } = nameof(PromoCodeKind.Percent);

    /// <summary>"12.5" percent, or "5.00" in the venue's currency.</summary>
    public string Value
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public IList<string> TicketTypeIds
    {
        get;
        set => field = value ?? [];
    } = [];
    public bool OpensPresale { get; set; }
    public LocalTimeInput StartsAt
    {
        get;
        set => field = value ?? new();
    } = new();
    public LocalTimeInput EndsAt
    {
        get;
        set => field = value ?? new();
    } = new();
    public string MaxTickets
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public string MaxOrders
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public string MaxPerOrder
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public string MaxPerPerson
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public string Budget
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public bool ReturnsOnRefund { get; set; }

    internal static IReadOnlyList<EditableField<PromoCodeForm>> Fields =>
        [
            new(T["Code"], f => f.Code, (from, to) => to.Code = from.Code),
            new(T["Note"], f => f.Note, (from, to) => to.Note = from.Note),
            new(T["Discount"], f => $"{f.Kind} {f.Value}", (from, to) => (to.Kind, to.Value) = (from.Kind, from.Value)),
            new(T["Ticket types"], f => string.Join(' ', f.TicketTypeIds), (from, to) => to.TicketTypeIds = from.TicketTypeIds),
            new(T["Presale"], f => YesOrNo(f.OpensPresale), (from, to) => to.OpensPresale = from.OpensPresale),
            new(T["Valid from"], f => f.StartsAt.ToString(), (from, to) => to.StartsAt = from.StartsAt),
            new(T["Valid until"], f => f.EndsAt.ToString(), (from, to) => to.EndsAt = from.EndsAt),
            new(T["Max tickets"], f => f.MaxTickets, (from, to) => to.MaxTickets = from.MaxTickets),
            new(T["Max orders"], f => f.MaxOrders, (from, to) => to.MaxOrders = from.MaxOrders),
            new(T["Max tickets per order"], f => f.MaxPerOrder, (from, to) => to.MaxPerOrder = from.MaxPerOrder),
            new(T["Max tickets per person"], f => f.MaxPerPerson, (from, to) => to.MaxPerPerson = from.MaxPerPerson),
            new(T["Budget"], f => f.Budget, (from, to) => to.Budget = from.Budget),
            new(T["After a refund"], f => YesOrNo(f.ReturnsOnRefund), (from, to) => to.ReturnsOnRefund = from.ReturnsOnRefund),
        ];

    public static PromoCodeForm From(PromoCode code, string zone, string currency) =>
        new()
        {
            Code = code.Code,
            Note = code.Note,
            Kind = code.Kind.ToString(),
            Value = WriteValue(code, currency),
            TicketTypeIds = [.. code.TicketTypeIds.Select(id => id.ToString())],
            OpensPresale = code.OpensPresale,
            StartsAt = LocalTimeConverter.ToInput(code.StartsAt, zone),
            EndsAt = LocalTimeConverter.ToInput(code.EndsAt, zone),
            MaxTickets = Write(code.MaxTickets),
            MaxOrders = Write(code.MaxOrders),
            MaxPerOrder = Write(code.MaxPerOrder),
            MaxPerPerson = Write(code.MaxPerPerson),
            Budget = code.Budget is { } budget ? new Money(budget, currency).ToDecimalString() : "",
            ReturnsOnRefund = code.ReturnsOnRefund,
        };

    internal static string WriteValue(PromoCode code, string currency) =>
        code.Kind switch
        {
            PromoCodeKind.Access => "",
            PromoCodeKind.Percent => (code.Value / 100m).ToString("0.##", CultureInfo.InvariantCulture),
            _ => new Money(code.Value, currency).ToDecimalString(),
        };

    private static string Write(int? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string YesOrNo(bool value) => value ? T["yes"] : T["no"];
}
