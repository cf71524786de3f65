using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.Events;

internal static class FollowingTypeSteps
{
    public const int EarlyPlaces = 3;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Early bird, then Standard, then Late.</summary>
    /// <param name="change">Of the early bird.</param>
    /// <param name="capacity">Of the event.</param>
    public static async Task<Event> PublishTiersAsync(this TicketingApp app, Action<TicketType>? change = null, int? capacity = null)
    {
        var show = await app.PublishEventAsync(
            e => e.Capacity = capacity,
            new TicketTypeDraft("Early bird", 1400, EarlyPlaces, change),
            new TicketTypeDraft("Standard", 2000, 20),
            new TicketTypeDraft("Late", 3000, 20)
        );
        foreach (var (first, next) in new[] { ("Early bird", "Standard"), ("Standard", "Late") })
        {
            await app.LetFollowAsync(show, first, next);
        }

        return show;
    }

    public static async Task LetFollowAsync(this TicketingApp app, Event show, string first, string next)
    {
        var id = show.GetTicketTypeId(next).ToString();
        Assert.IsType<EditOutcome.Saved>(await app.EditTicketTypeAsync(show, first, type => type.FollowedBy = id));
    }

    public static async Task AssertOnSaleAsync(this TicketingApp app, Event show, params string[] categories) =>
        Assert.Equal(
            categories,
            (await app.GetStatesAsync(show)).Where(type => type.State == SaleState.OnSale).Select(type => type.Category)
        );

    public static async Task<IEnumerable<(string Category, SaleState State)>> GetStatesAsync(this TicketingApp app, Event show)
    {
        var current = await app.GetEventAsync(show);
        return await app.UseAsync<SaleRules, List<(string, SaleState)>>(rules =>
            Task.FromResult(current.TicketTypes.Select(type => (type.Category, rules.GetState(current, type))).ToList())
        );
    }

    /// <summary>Of one ticket.</summary>
    public static async Task<LineRefusal> GetRefusalAsync(this TicketingApp app, Event show, string category) =>
        Assert
            .IsType<HoldOutcome.Refused>(
                await app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [show.GetTicketTypeId(category)] = 1 })
            )
            .Lines.Single()
            .Reason;

    /// <summary>The statement alone, without a check before it. Nothing is saved.</summary>
    public static Task<StockResult> TryTakeAsync(
        this TicketingApp app,
        Event show,
        IReadOnlyCollection<StockLine> replaced,
        IReadOnlyCollection<StockLine> lines
    ) =>
        app.UseAsync<TicketingDbContext, StockResult>(db =>
            db.WriteAsync(
                () => new Stock(db).ReplaceHeldAsync(show.Id, replaced, lines, app.Clock.GetUtcNow(), Ct),
                commitIf: _ => false,
                Ct
            )
        );
}
