using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Promotions.Editing;

namespace Ticketing.Areas.Admin.Pages.PromoCodes;

/// <param name="Event">Null if the code is for all events.</param>
/// <param name="Zone">Of the times.</param>
public sealed record PromoCodeFormView(PromoCodeForm Form, FieldErrors Errors, Event? Event, string Zone, string Currency);
