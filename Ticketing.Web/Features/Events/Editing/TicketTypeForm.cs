using System.Globalization;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Events.Editing;

/// <summary>As typed by staff. Sales dates are in the event's time zone.</summary>
public sealed record TicketTypeForm
{
    /// <summary>For <see cref="FollowedBy"/> in the form of a new event, whose types have no ids yet: the next one in the list.</summary>
    public const string NextInList = "next";

    public string Category
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public string Note
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>In the venue's currency: "14" or "14.00".</summary>
    public string Price
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public string Capacity
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public string MinPerOrder
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "1";
    public string MaxPerOrder
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "10";
    public LocalTimeInput SalesStart
    {
        get;
        set => field = value ?? new();
    } = new();
    public LocalTimeInput SalesEnd
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>The id of the type that goes on sale after this one, <see cref="NextInList"/>, or empty.</summary>
    public string FollowedBy
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>For holders of a code alone.</summary>
    public bool IsHidden { get; set; }

    internal static IReadOnlyList<EditableField<TicketTypeForm>> Fields =>
        [
            new(T["Category"], f => f.Category, (from, to) => to.Category = from.Category),
            new(T["Note"], f => f.Note, (from, to) => to.Note = from.Note),
            new(T["Price"], f => f.Price, (from, to) => to.Price = from.Price),
            new(T["Capacity"], f => f.Capacity, (from, to) => to.Capacity = from.Capacity),
            new(T["Min per order"], f => f.MinPerOrder, (from, to) => to.MinPerOrder = from.MinPerOrder),
            new(T["Max per order"], f => f.MaxPerOrder, (from, to) => to.MaxPerOrder = from.MaxPerOrder),
            new(T["Sale starts"], f => f.SalesStart.ToString(), (from, to) => to.SalesStart = from.SalesStart),
            new(T["Sale ends"], f => f.SalesEnd.ToString(), (from, to) => to.SalesEnd = from.SalesEnd),
            new(T["Followed by"], f => f.FollowedBy, (from, to) => to.FollowedBy = from.FollowedBy),
            new(T["Hidden"], f => f.IsHidden ? T["yes"] : T["no"], (from, to) => to.IsHidden = from.IsHidden),
        ];

    public static TicketTypeForm From(TicketType type, string zone, string currency) =>
        new()
        {
            Category = type.Category,
            Note = type.Note,
            Price = new Money(type.Price, currency).ToDecimalString(),
            Capacity = Text(type.Capacity),
            MinPerOrder = Text(type.MinPerOrder),
            MaxPerOrder = Text(type.MaxPerOrder),
            SalesStart = LocalTimeConverter.ToInput(type.SalesStartAt, zone),
            SalesEnd = LocalTimeConverter.ToInput(type.SalesEndAt, zone),
            FollowedBy = type.FollowedById?.ToString() ?? "",
            IsHidden = type.IsHidden,
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
