using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Promotions.Editing;

namespace Ticketing.Areas.Admin.Pages.PromoCodes;

/// <param name="Event">Null if the code is for all events.</param>
/// <param name="Zone">Of the times.</param>
public sealed record PromoCodeFormView(PromoCodeForm Form, FieldErrors Errors, Event? Event, string Zone, string Currency)
{
    public IReadOnlyCollection<TicketType> Types => Event?.TicketTypes ?? [];

    /// <summary>Sent back, so that a code for deleted types alone does not become one for all.</summary>
    public IReadOnlyList<string> DeletedTypeIds =>
        [.. Form.TicketTypeIds.Where(id => Guid.TryParse(id, out var parsed) && Types.All(type => type.Id != parsed))];
}
