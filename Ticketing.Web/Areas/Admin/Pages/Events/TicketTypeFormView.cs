using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Areas.Admin.Pages.Events;

/// <param name="Key">Makes element ids unique among the forms.</param>
public sealed record TicketTypeFormView(TicketTypeForm Form, FieldErrors Errors, Revision LoadedRevision, string Key, string Zone);
