using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Areas.Admin.Pages.Events;

/// <param name="Key">Makes element ids unique among the forms.</param>
public sealed record TicketTypeFormView(TicketTypeForm Form, FieldErrors Errors, Revision LoadedRevision, string Key, string Zone)
{
    /// <summary>Of the names of its fields.</summary>
    public string Prefix { get; init; } = "Form";

    public bool HasAutofocus { get; init; }

    /// <summary>Types that may be sold after this one, by the value that names them in the form.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Followers { get; init; } = [];

    /// <summary>One of several in the form of a new event.</summary>
    /// <param name="index">A number, or what the script replaces with one.</param>
    public static TicketTypeFormView ForRow(string index, TicketTypeForm form, FieldErrors errors, string zone) =>
        new(form, errors, new Revision(0, ""), "", zone)
        {
            Prefix = $"{nameof(NewModel.Types)}[{index}]",
            Followers = [new(TicketTypeForm.NextInList, T["The next ticket type in this list"])],
        };
}
