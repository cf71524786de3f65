using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Events;

/// <summary>An event's form as hidden fields, for a page that asks before it is saved.</summary>
internal static class EventFormFields
{
    private const string Prefix = nameof(EventFormPage.Form);

    public static IEnumerable<KeyValuePair<string, string>> Get(EventForm form) =>
        [
            Field(nameof(form.Title), form.Title),
            Field(nameof(form.Slug), form.Slug),
            Field(nameof(form.Kind), form.Kind),
            Field(nameof(form.Summary), form.Summary),
            Field(nameof(form.Description), form.Description),
            Field(nameof(form.Location), form.Location),
            Field(nameof(form.Address), form.Address),
            Field(nameof(form.Zone), form.Zone),
            .. GetTimes(form),
            Field(nameof(form.Capacity), form.Capacity),
            Field(nameof(form.MaxFreeTickets), form.MaxFreeTickets),
            Field(nameof(form.ConfirmFree), form.ConfirmFree),
            Field(nameof(form.MinimumAge), form.MinimumAge),
            Field(nameof(form.RunningMinutes), form.RunningMinutes),
            Field(nameof(form.LineUp), form.LineUp),
            Field(nameof(form.AccessInfo), form.AccessInfo),
            Field(nameof(form.RefundRule), form.RefundRule),
        ];

    public static IEnumerable<KeyValuePair<string, string>> GetTimes(EventForm form) =>
        [.. Moment(nameof(form.Starts), form.Starts), .. Moment(nameof(form.Doors), form.Doors), .. Moment(nameof(form.Ends), form.Ends)];

    private static IEnumerable<KeyValuePair<string, string>> Moment(string name, LocalTimeInput typed) =>
        [
            Field($"{name}.{nameof(typed.Date)}", typed.Date),
            Field($"{name}.{nameof(typed.Time)}", typed.Time),
            Field($"{name}.{nameof(typed.Which)}", typed.Which),
        ];

    private static KeyValuePair<string, string> Field(string name, string value) => new($"{Prefix}.{name}", value);
}
