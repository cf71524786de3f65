using Ticketing.Features.Events;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Promotions.Editing;

internal static class PromoCodeAuditValues
{
    /// <param name="event">Null if it is for all events.</param>
    public static object From(PromoCode code, Event? @event, string currency) =>
        new
        {
            code.EventId,
            code.Code,
            code.Note,
            code.Kind,
            Value = PromoCodeForm.WriteValue(code, currency),
            TicketTypes = @event?.TicketTypes.Where(type => code.TicketTypeIds.Contains(type.Id)).Select(type => type.Category) ?? [],
            code.OpensPresale,
            code.StartsAt,
            code.EndsAt,
            code.MaxTickets,
            code.MaxOrders,
            code.MaxPerOrder,
            code.MaxPerPerson,
            Budget = code.Budget is { } budget ? new Money(budget, currency).ToRecordString() : null,
            code.ReturnsOnRefund,
        };
}
