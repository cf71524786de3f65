using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

/// <param name="Price">Minor units.</param>
public sealed record TicketTypeDraft(string Category, long Price, int Capacity, Action<TicketType>? Change = null);

public static class ScenarioActions
{
    private static int eventCount;

    /// <summary>An active event in four weeks.</summary>
    public static Task<Event> PublishEventAsync(this TicketingApp app, params TicketTypeDraft[] types) =>
        app.PublishEventAsync(_ => { }, types);

    public static Task<Event> PublishEventAsync(this TicketingApp app, Action<Event> change, params TicketTypeDraft[] types) =>
        app.PublishEventAsync("Nadia Karim Quartet", change, types);

    public static Task<Event> PublishEventAsync(
        this TicketingApp app,
        string title,
        Action<Event> change,
        params TicketTypeDraft[] types
    ) => app.AddEventAsync(EventStatus.Active, title, change, types);

    /// <summary>An event in four weeks.</summary>
    public static Task<Event> AddEventAsync(
        this TicketingApp app,
        EventStatus status,
        string title = "Nadia Karim Quartet",
        Action<Event>? change = null,
        params TicketTypeDraft[] types
    ) =>
        app.UseAsync<TicketingDbContext, Event>(async db =>
        {
            var starts = app.Clock.GetUtcNow().AddDays(28);
            var @event = new Event
            {
                Slug = $"show-{Interlocked.Increment(ref eventCount)}",
                Title = title,
                Kind = "Jazz",
                Summary = "Oud, upright bass and two drummers.",
                Description = "Oud, **upright bass** and two drummers.",
                Location = "The Blue Room",
                Address = "14 Canal Street, Leeds",
                TimeZone = "Europe/London",
                StartsAt = starts,
                DoorsAt = starts.AddMinutes(-45),
                CreatedAt = app.Clock.GetUtcNow(),
                Status = status,
            };
            foreach (
                var draft in types.Length > 0
                    ? types
                    : [new TicketTypeDraft("Standing", 1400, 100), new TicketTypeDraft("Seated", 2400, 50)]
            )
            {
                var type = @event.AddTicketType(draft.Category, draft.Price, draft.Capacity);
                draft.Change?.Invoke(type);
            }

            change?.Invoke(@event);
            db.Add(@event);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            return @event;
        });

    /// <summary>Without the refunds and mails of a real cancellation.</summary>
    public static Task SetStatusAsync(this TicketingApp app, Event @event, EventStatus status) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Event>()
                        .Where(e => e.Id == @event.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, status), TestContext.Current.CancellationToken),
                ct: TestContext.Current.CancellationToken
            )
        );

    public static Guid GetTicketTypeId(this Event @event, string category) => @event.TicketTypes.Single(t => t.Category == category).Id;

    /// <param name="browser">Browser key; a new one if null.</param>
    public static Task<HoldOutcome> TryPlaceHoldAsync(
        this TicketingApp app,
        Event @event,
        IReadOnlyDictionary<Guid, int> quantities,
        string? browser = null
    ) => app.PlaceHoldAsync(@event, quantities, browser ?? Guid.NewGuid().ToString("N"), replacesLive: false);

    /// <summary>As a buyer does who has gone back to the event's page and chosen again.</summary>
    public static Task<HoldOutcome> ChangeTicketsAsync(
        this TicketingApp app,
        Event @event,
        string browser,
        params (string Category, int Quantity)[] quantities
    ) =>
        app.PlaceHoldAsync(
            @event,
            quantities.ToDictionary(wanted => @event.GetTicketTypeId(wanted.Category), wanted => wanted.Quantity),
            browser,
            replacesLive: true
        );

    private static Task<HoldOutcome> PlaceHoldAsync(
        this TicketingApp app,
        Event @event,
        IReadOnlyDictionary<Guid, int> quantities,
        string browser,
        bool replacesLive
    ) =>
        app.UseAsync<PlaceHold, HoldOutcome>(holds =>
            holds.PlaceAsync(
                new HoldRequest(@event.Slug, quantities, new HoldClient(browser, "192.0.2.1"), ReplacesLive: replacesLive),
                TestContext.Current.CancellationToken
            )
        );

    /// <returns>The hold's code.</returns>
    public static async Task<string> PlaceHoldAsync(this TicketingApp app, Event @event, string category, int quantity) =>
        Assert
            .IsType<HoldOutcome.Placed>(
                await app.TryPlaceHoldAsync(@event, new Dictionary<Guid, int> { [@event.GetTicketTypeId(category)] = quantity })
            )
            .Code;

    public static Task<StartOutcome> StartPaymentAsync(this TicketingApp app, string holdCode, string email = "ada@example.com") =>
        app.UseAsync<StartPayment, StartOutcome>(start =>
            start.StartAsync(holdCode, new Buyer("Ada Lovelace", email, ""), agreedTotal: null, TestContext.Current.CancellationToken)
        );

    /// <summary>Sets the outcome at the sandbox; the app does not know it yet.</summary>
    public static Task SetSandboxOutcomeAsync(this TicketingApp app, StartOutcome.Redirect page, SandboxStatus outcome) =>
        app.UseAsync<SandboxGateway>(sandbox =>
            sandbox.CloseAsync(page.PageUrl.Split('/')[^1], outcome, TestContext.Current.CancellationToken)
        );

    public static async Task<Order> BuyAsync(
        this TicketingApp app,
        Event @event,
        string category,
        int quantity,
        string email = "ada@example.com"
    )
    {
        var code = await app.PlaceHoldAsync(@event, category, quantity);
        if (await app.StartPaymentAsync(code, email) is StartOutcome.Redirect page)
        {
            await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
            app.Clock.Advance(PaymentSettlementJob.CheckInterval);
            await app.RunJobAsync<PaymentSettlementJob>();
        }

        return await app.UseAsync<OrderQueries, Order>(async orders =>
        {
            var hold = await app.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(code, TestContext.Current.CancellationToken));
            return (await orders.FindByHoldAsync(hold!.Id, TestContext.Current.CancellationToken))!;
        });
    }
}
