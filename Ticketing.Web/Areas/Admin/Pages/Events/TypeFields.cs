using Ticketing.Events.Editing;

namespace Ticketing.Areas.Admin.Pages.Events;

/// <summary>One of the forms on the page of ticket types.</summary>
/// <param name="Key">Keeps its ids apart from the others'.</param>
/// <param name="Zone">The event's.</param>
public sealed record TypeFields(TicketTypeForm Form, FieldErrors Errors, Revision From, string Key, string Zone);
