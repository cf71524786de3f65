using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Caching;
using Ticketing.Api.Events.Editing;
using Ticketing.Api.Json;
using Ticketing.Api.Problems;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Promotions;
using Ticketing.Features.Promotions.Editing;

namespace Ticketing.Api.Events.Codes;

/// <inheritdoc cref="EventAnswers"/>
internal sealed class PromoCodeAnswers(EventQueries events, PromoCodeQueries codes, Pricing pricing, IHttpContextAccessor requests)
{
    public async Task<Results<Ok<PromoCodeResource>, ProblemResult>> ShowAsync(Guid eventId, Guid id, CancellationToken ct) =>
        await FindAsync(eventId, id, ct) is { } code ? TypedResults.Ok(code) : ProblemResult.Create(ProblemType.NotFound);

    public async Task<PromoCodeResource?> FindAsync(Guid eventId, Guid id, CancellationToken ct)
    {
        if (await FindCodeAsync(eventId, id, ct) is not { } code || await events.FindAsync(eventId, ct) is not { } @event)
        {
            return null;
        }

        VersionTag.Set(requests.HttpContext!.Response, code.Version);
        return Create(code, @event);
    }

    /// <returns>Null if the event does not exist.</returns>
    public async Task<IReadOnlyList<PromoCodeResource>?> GetAllAsync(Guid eventId, CancellationToken ct) =>
        await events.FindAsync(eventId, ct) is { } @event
            ? [.. (await codes.GetAsync(eventId, ct)).Select(code => Create(code, @event))]
            : null;

    /// <summary>A code for all events is no code of this one.</summary>
    public async Task<PromoCode?> FindCodeAsync(Guid eventId, Guid id, CancellationToken ct) =>
        await codes.FindAsync(id, ct) is { } code && code.EventId == eventId ? code : null;

    /// <returns>The form, or the reason against it.</returns>
    public async Task<(PromoCodeForm? Form, ProblemResult? Refusal)> ReadAsync(Guid eventId, PromoCodeRequest request, CancellationToken ct)
    {
        if (await events.FindAsync(eventId, ct) is not { } @event)
        {
            return (null, ProblemResult.Create(ProblemType.NotFound));
        }

        var forms = new EventForms();
        var form = Read(request, @event, forms);
        return forms.Errors.Count > 0 ? (null, ProblemResult.Invalid(forms.Errors)) : (form, null);
    }

    private PromoCodeForm Read(PromoCodeRequest request, Event @event, EventForms forms) =>
        new()
        {
            Code = request.Code,
            Note = request.Note,
            Kind = request.Kind.ToString(),
            Value =
                request.Kind == PromoCodeKind.Percent
                    ? request.Percent?.ToString(CultureInfo.InvariantCulture) ?? ""
                    : forms.ReadAmount("amount", request.Amount, pricing.Currency),
            TicketTypeIds = [.. request.TicketTypeIds.Select(id => id.ToString())],
            OpensPresale = request.OpensPresale,
            StartsAt = forms.ReadTime("startsAt", request.StartsAt, @event.TimeZone),
            EndsAt = forms.ReadTime("endsAt", request.EndsAt, @event.TimeZone),
            MaxTickets = ToText(request.MaxTickets),
            MaxOrders = ToText(request.MaxOrders),
            MaxPerOrder = ToText(request.MaxPerOrder),
            MaxPerPerson = ToText(request.MaxPerPerson),
            Budget = forms.ReadAmount("budget", request.Budget, pricing.Currency),
            ReturnsOnRefund = request.ReturnsOnRefund,
        };

    private PromoCodeResource Create(PromoCode code, Event @event)
    {
        ApiMoney ToMoney(long amount) => ApiMoney.From(pricing.ToMoney(amount));
        DateTimeOffset? ToLocal(DateTimeOffset? instant) => instant is { } at ? EventTimes.ToLocal(@event, at) : null;
        return new PromoCodeResource
        {
            Id = code.Id,
            Code = code.Code,
            Note = code.Note,
            Kind = code.Kind,
            Percent = code.Kind == PromoCodeKind.Percent ? code.Value / 100m : null,
            Amount = code.Kind is PromoCodeKind.Amount or PromoCodeKind.FixedPrice ? ToMoney(code.Value) : null,
            TicketTypeIds = code.TicketTypeIds,
            OpensPresale = code.OpensPresale,
            StartsAt = ToLocal(code.StartsAt),
            EndsAt = ToLocal(code.EndsAt),
            MaxTickets = code.MaxTickets,
            MaxOrders = code.MaxOrders,
            MaxPerOrder = code.MaxPerOrder,
            MaxPerPerson = code.MaxPerPerson,
            Budget = code.Budget is { } budget ? ToMoney(budget) : null,
            ReturnsOnRefund = code.ReturnsOnRefund,
            UsedTickets = code.UsedTickets,
            UsedOrders = code.UsedOrders,
            Discount = ToMoney(code.UsedBudget),
            IsEnded = code.EndedAt is not null,
        };
    }

    private static string ToText(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
