using System.Globalization;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Events.Editing;

/// <summary>As typed by staff. Dates of doors and end may be empty.</summary>
public sealed record EventForm
{
    public string Title
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>If empty, generated from the title.</summary>
    public string Slug
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public string Kind
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public string Summary
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public string Description
    {
        get;
        set => field = InputText.MultiLine(value);
    } = "";
    public string Location
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public string Address
    {
        get;
        set => field = InputText.MultiLine(value);
    } = "";
    public string Zone
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";
    public LocalTimeInput Starts
    {
        get;
        set => field = value ?? new();
    } = new();
    public LocalTimeInput Doors
    {
        get;
        set => field = value ?? new();
    } = new();
    public LocalTimeInput Ends
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>Empty if only the ticket types limit it.</summary>
    public string Capacity
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>Empty: as the settings say.</summary>
    public string MaxFreeTickets
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>"true", "false" or empty: as the settings say.</summary>
    public string ConfirmFree
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>Empty if anybody may come.</summary>
    public string MinimumAge
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>May be empty.</summary>
    public string RunningMinutes
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>One act per line, after its time if it has one.</summary>
    public string LineUp
    {
        get;
        set => field = InputText.MultiLine(value);
    } = "";
    public string AccessInfo
    {
        get;
        set => field = InputText.MultiLine(value);
    } = "";

    /// <summary>Empty: as the terms of sale say.</summary>
    public string RefundRule
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    internal static IReadOnlyList<EditableField<EventForm>> Fields =>
        [
            new(T["Title"], f => f.Title, (from, to) => to.Title = from.Title),
            new(T["Page URL"], f => f.Slug, (from, to) => to.Slug = from.Slug),
            new(T["Genre"], f => f.Kind, (from, to) => to.Kind = from.Kind),
            new(T["Summary"], f => f.Summary, (from, to) => to.Summary = from.Summary),
            new(T["Description"], f => f.Description, (from, to) => to.Description = from.Description),
            new(T["Venue"], f => f.Location, (from, to) => to.Location = from.Location),
            new(T["Address"], f => f.Address, (from, to) => to.Address = from.Address),
            new(T["Time zone"], f => f.Zone, (from, to) => to.Zone = from.Zone),
            new(T["Starts"], f => f.Starts.ToString(), (from, to) => to.Starts = from.Starts),
            new(T["Doors"], f => f.Doors.ToString(), (from, to) => to.Doors = from.Doors),
            new(T["Ends"], f => f.Ends.ToString(), (from, to) => to.Ends = from.Ends),
            new(T["Capacity"], f => f.Capacity, (from, to) => to.Capacity = from.Capacity),
            new(T["Free tickets per person"], f => f.MaxFreeTickets, (from, to) => to.MaxFreeTickets = from.MaxFreeTickets),
            new(T["Confirm free orders"], f => f.ConfirmFree, (from, to) => to.ConfirmFree = from.ConfirmFree),
            new(T["Minimum age"], f => f.MinimumAge, (from, to) => to.MinimumAge = from.MinimumAge),
            new(T["Running time"], f => f.RunningMinutes, (from, to) => to.RunningMinutes = from.RunningMinutes),
            new(T["Line-up"], f => f.LineUp, (from, to) => to.LineUp = from.LineUp),
            new(T["Access"], f => f.AccessInfo, (from, to) => to.AccessInfo = from.AccessInfo),
            new(T["Refund rule"], f => f.RefundRule, (from, to) => to.RefundRule = from.RefundRule),
        ];

    public static EventForm From(Event @event)
    {
        var form = new EventForm
        {
            Title = @event.Title,
            Slug = @event.Slug,
            Kind = @event.Kind,
            Summary = @event.Summary,
            Description = @event.Description,
            Location = @event.Location,
            Address = @event.Address,
            Zone = @event.TimeZone,
            Starts = LocalTimeConverter.ToInput(@event.StartsAt, @event.TimeZone),
            Capacity = ToText(@event.Capacity),
            MaxFreeTickets = ToText(@event.MaxFreeTicketsPerPerson),
            MinimumAge = ToText(@event.MinimumAge),
            RunningMinutes = ToText(@event.RunningMinutes),
            LineUp = @event.LineUp,
            AccessInfo = @event.AccessInfo,
            RefundRule = @event.RefundRule,
            ConfirmFree = @event.ConfirmFreeByEmail switch
            {
                true => "true",
                false => "false",
                null => "",
            },
        };
        form.Doors = ScheduleDates.OmitInferredDate(
            LocalTimeConverter.ToInput(@event.DoorsAt, @event.TimeZone),
            form.Starts,
            ScheduleDates.InferDoorsDate
        );
        form.Ends = ScheduleDates.OmitInferredDate(
            LocalTimeConverter.ToInput(@event.EndsAt, @event.TimeZone),
            form.Starts,
            ScheduleDates.InferEndDate
        );
        return form;
    }

    private static string ToText(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
