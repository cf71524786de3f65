using Ticketing.Events.Editing;

namespace Ticketing.Areas.Admin.Pages.Events;

/// <param name="Key">Makes element ids unique among the forms.</param>
public sealed record TypeFields(TicketTypeForm Form, FieldErrors Errors, Revision From, string Key, string Zone);
