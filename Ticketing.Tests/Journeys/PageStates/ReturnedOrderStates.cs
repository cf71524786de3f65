using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Tests.Features.Rescheduling;
using Ticketing.Tests.Support.Actions;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.PageStates;

/// <summary>The show got another date or was postponed, and its tickets can be kept or returned.</summary>
internal static class ReturnedOrderStates
{
    public static readonly IReadOnlyDictionary<string, PageState> All = new Dictionary<string, PageState>
    {
        ["order, tickets can be returned"] = async stage => await OfferedAsync(stage, MoveAsync),
        ["order, tickets to return"] = stage => AskedAsync(stage, MoveAsync),
        ["order of a postponed event, tickets can be returned"] = async stage => await OfferedAsync(stage, PostponeAsync),
        ["order of a postponed event, tickets to return"] = stage => AskedAsync(stage, PostponeAsync),
        ["order of a postponed event, tickets returned"] = async stage =>
        {
            await AskedAsync(stage, PostponeAsync);
            await stage.Visitor.PressAsync(stage.Visitor.Button(T["Return tickets and get a refund"]));
            await Expect(stage.Visitor.Page.Locator(".refunds li")).ToBeVisibleAsync();
        },
        ["order of a postponed event, refunded"] = async stage =>
        {
            await AskedAsync(stage, PostponeAsync);
            await stage.Visitor.PressAsync(stage.Visitor.Button(T["Return tickets and get a refund"]));
            await Expect(stage.Visitor.Page.Locator(".refunds li")).ToBeVisibleAsync();
            await stage.App.RunJobAsync<RefundJob>();
            await stage.Visitor.Page.ReloadAsync();
        },
        ["order of a postponed event, too late to return tickets"] = async stage =>
        {
            var order = await OfferedAsync(stage, PostponeAsync);
            stage.App.Clock.Advance(TimeSpan.FromDays(5));
            await stage.OpenAsync($"/orders/{order.Reference}/refund");
            await Expect(stage.Visitor.Link(T["Return tickets"])).ToHaveCountAsync(0);
        },
        ["free order of a postponed event, tickets to return"] = stage => AskedAsync(stage, PostponeAsync, price: 0),
        ["free order of a postponed event, tickets returned"] = async stage =>
        {
            await AskedAsync(stage, PostponeAsync, price: 0);
            await stage.Visitor.PressAsync(stage.Visitor.Button(T["Return tickets"]));
            await Expect(stage.Visitor.Heading())
                .ToHaveTextAsync(T.Plural(2, "Your ticket has been cancelled", "Your tickets have been cancelled"));
        },
    };

    private static async Task<Order> OfferedAsync(PageStateContext stage, Func<PageStateContext, Event, Task> change, long price = 2400)
    {
        var now = stage.App.Clock.GetUtcNow();
        var show = await stage.App.PublishEventAsync(
            e => (e.StartsAt, e.DoorsAt, e.EndsAt) = (now.AddDays(30), now.AddDays(30).AddHours(-1), now.AddDays(30).AddHours(3)),
            new TicketTypeDraft("Seated", price, 50)
        );
        var order = await stage.App.BuyAsync(show, "Seated", 2, $"ada-{Guid.NewGuid():N}@example.com");
        await change(stage, show);
        await stage.OpenAsync(await stage.App.CreateOrderLinkAsync(order));
        await Expect(stage.Visitor.Link(T["Return tickets"])).ToBeVisibleAsync();
        return order;
    }

    private static async Task AskedAsync(PageStateContext stage, Func<PageStateContext, Event, Task> change, long price = 2400)
    {
        await OfferedAsync(stage, change, price);
        await stage.Visitor.PressAsync(stage.Visitor.Link(T["Return tickets"]));
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["Return your tickets?"]);
    }

    private static Task MoveAsync(PageStateContext stage, Event show) =>
        stage.App.MoveByDaysAsync(show, 7, stage.App.OfferRefunds(days: 3));

    private static async Task PostponeAsync(PageStateContext stage, Event show)
    {
        var version = (await stage.App.GetEventAsync(show)).Version;
        await stage.App.UseAsync<PostponeEvent, EditOutcome>(postpone =>
            postpone.PostponeAsync(show.Id, version, stage.App.OfferRefunds(days: 3), default)
        );
    }
}
