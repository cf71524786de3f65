using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

internal static class PromoCodeActions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="show">Null for all events.</param>
    /// <param name="value">Hundredths of a percent, or minor units.</param>
    public static Task<PromoCode> AddCodeAsync(
        this TicketingApp app,
        Event? show,
        PromoCodeKind kind = PromoCodeKind.Percent,
        long value = 1000,
        Action<PromoCode>? change = null,
        string code = "SPRING"
    ) =>
        app.UseAsync<TicketingDbContext, PromoCode>(async db =>
        {
            var added = new PromoCode
            {
                EventId = show?.Id,
                Code = code,
                Kind = kind,
                Value = value,
                CreatedAt = app.Clock.GetUtcNow(),
            };
            change?.Invoke(added);
            db.Add(added);
            await db.SaveChangesAsync(Ct);
            app.Services.GetRequiredService<EventsWithCodes>().Forget();
            return added;
        });

    public static Task<HoldOutcome> TryHoldWithCodeAsync(
        this TicketingApp app,
        Event show,
        string code,
        string category = "Standing",
        int quantity = 1,
        string? browser = null
    ) =>
        app.UseAsync<PlaceHold, HoldOutcome>(holds =>
            holds.PlaceAsync(
                new HoldRequest(
                    show.Slug,
                    new Dictionary<Guid, int> { [show.GetTicketTypeId(category)] = quantity },
                    new HoldClient(browser ?? Guid.NewGuid().ToString("N"), "192.0.2.1"),
                    ReplacesLive: browser is not null
                )
                {
                    PromoCode = code,
                },
                Ct
            )
        );

    /// <returns>The hold's code.</returns>
    public static async Task<string> HoldWithCodeAsync(
        this TicketingApp app,
        Event show,
        string code,
        string category = "Standing",
        int quantity = 1,
        string? browser = null
    ) => Assert.IsType<HoldOutcome.Placed>(await app.TryHoldWithCodeAsync(show, code, category, quantity, browser)).Code;

    public static async Task<(int Tickets, int Orders, long Discount)> GetUsesAsync(this TicketingApp app, PromoCode code)
    {
        var now = await app.UseAsync<TicketingDbContext, PromoCode>(db =>
            db.Set<PromoCode>().AsNoTracking().SingleAsync(c => c.Id == code.Id, Ct)
        );
        return (now.UsedTickets, now.UsedOrders, now.UsedBudget);
    }
}
