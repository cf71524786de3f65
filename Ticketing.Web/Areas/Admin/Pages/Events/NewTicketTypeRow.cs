using Ticketing.Features.Events.Editing;

namespace Ticketing.Areas.Admin.Pages.Events;

/// <summary>A ticket type in the form of a new event.</summary>
/// <param name="Index">Of its fields’ names.</param>
/// <param name="Number">As shown, from 1.</param>
public sealed record NewTicketTypeRow(string Index, int Number, TicketTypeFormView Fields)
{
    private static readonly string[] MainFields =
    [
        nameof(TicketTypeForm.Category),
        nameof(TicketTypeForm.Price),
        nameof(TicketTypeForm.Capacity),
    ];

    /// <summary>Something in them has an error.</summary>
    public bool ShowsOptions => Fields.Errors.ByField.Keys.Except(MainFields).Any();

    /// <summary>Nothing was typed into it.</summary>
    public static bool IsBlank(TicketTypeForm form) =>
        form.Category.Length + form.Price.Length + form.Capacity.Length + form.Note.Length == 0
        && form.SalesStart.IsEmpty
        && form.SalesEnd.IsEmpty;
}
