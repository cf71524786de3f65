using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Tests.Support.Actions;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.PageStates;

internal static class EventPageStates
{
    public static readonly IReadOnlyDictionary<string, PageState> All = new Dictionary<string, PageState>
    {
        ["event"] = stage => stage.OpenShowAsync(),
        ["event, sold out"] = SoldOutAsync,
        ["event, all in baskets"] = AllHeldAsync,
        ["event, cancelled"] = stage => stage.OpenShowAsync(EventStatus.Cancelled),
        ["event, postponed"] = stage => stage.OpenShowAsync(EventStatus.Postponed),
        ["event, not on sale yet"] = stage =>
            stage.OpenShowAsync(
                null,
                new TicketTypeDraft("Standing", 1400, 100, type => type.SalesStartAt = stage.App.Clock.GetUtcNow().AddDays(5))
            ),
        ["event, sale closed"] = stage =>
            stage.OpenShowAsync(
                null,
                new TicketTypeDraft("Standing", 1400, 100, type => type.SalesEndAt = stage.App.Clock.GetUtcNow().AddDays(-1))
            ),
        ["event, started"] = stage =>
            stage.OpenShowAsync(show => (show.StartsAt, show.DoorsAt) = (stage.App.Clock.GetUtcNow().AddHours(-1), null)),
        ["event, past"] = stage =>
            stage.OpenShowAsync(show => (show.StartsAt, show.DoorsAt) = (stage.App.Clock.GetUtcNow().AddDays(-9), null)),
        ["event, every kind of offer"] = OffersAsync,
        ["event, chosen"] = async stage =>
        {
            await stage.OpenShowAsync();
            await stage.Visitor.ChooseAsync("Standing", 2);
        },
        ["event, with a code"] = async stage =>
        {
            var show = await stage.App.PublishEventAsync();
            await stage.App.AddCodeAsync(show);
            await stage.OpenAsync($"/events/{show.Slug}?code=SPRING");
            await Expect(stage.Visitor.Page.Locator("#PromoCode-applied")).ToBeVisibleAsync();
        },
        ["event, with an unknown code"] = async stage =>
        {
            var show = await stage.App.PublishEventAsync();
            await stage.App.AddCodeAsync(show);
            await stage.OpenAsync($"/events/{show.Slug}?code=NOBODY");
            await Expect(stage.Visitor.Page.Locator("#PromoCode-refusal")).ToBeVisibleAsync();
        },
        ["event, refused"] = RefusedAsync,
        ["event, no longer on sale"] = NoLongerOnSaleAsync,
        ["event, tickets to change"] = async stage =>
        {
            await stage.Visitor.HoldAsync(await stage.App.PublishEventAsync());
            await stage.Visitor.PressAsync(stage.Visitor.Link(T["Change tickets"]));
            await stage.Visitor.WaitForPathAsync("/change");
        },
        ["event, many tickets held from the network"] = ChallengedAsync,
        ["event, tickets for other shows in the basket"] = FullBasketAsync,
    };

    private static async Task SoldOutAsync(PageStateContext stage)
    {
        var show = await stage.App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2));
        await stage.App.BuyAsync(show, "Standing", 2);
        await stage.Visitor.OpenAsync(show);
    }

    private static async Task AllHeldAsync(PageStateContext stage)
    {
        var show = await stage.App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2));
        await stage.App.PlaceHoldAsync(show, "Standing", 2);
        await stage.Visitor.OpenAsync(show);
        await Expect(stage.Visitor.Page.Locator(".notice strong")).ToHaveTextAsync(T["All tickets are in other people’s baskets"]);
    }

    private static Task OffersAsync(PageStateContext stage)
    {
        var now = stage.App.Clock.GetUtcNow();
        return stage.OpenShowAsync(
            null,
            new("Soon", 1400, 100, t => t.SalesStartAt = now.AddDays(1)),
            new("Early", 1400, 100, t => t.SalesEndAt = now.AddDays(-1)),
            new("Few", 1400, 5),
            new(
                "Pair",
                1400,
                100,
                t =>
                {
                    t.MinPerOrder = 2;
                    t.MaxPerOrder = 4;
                }
            ),
            new("Guests", 0, 10)
        );
    }

    private static async Task RefusedAsync(PageStateContext stage)
    {
        var show = await stage.App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 3), new TicketTypeDraft("Seated", 2400, 50));
        await stage.Visitor.OpenAsync(show);
        await stage.Visitor.ChooseAsync("Standing", 3);
        await stage.App.PlaceHoldAsync(show, "Standing", 2);
        await stage.SubmitAsync(T["Continue"], 409);
    }

    private static async Task NoLongerOnSaleAsync(PageStateContext stage)
    {
        var show = await stage.App.PublishEventAsync();
        await stage.Visitor.OpenAsync(show);
        await stage.Visitor.ChooseAsync("Standing", 1);
        await stage.App.SetStatusAsync(show, EventStatus.Cancelled);
        await stage.SubmitAsync(T["Continue"], 409);
    }

    private static async Task ChallengedAsync(PageStateContext stage)
    {
        var show = await stage.App.PublishEventAsync();
        await stage.Visitor.HoldAsync(show);
        var hold = await stage.App.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(stage.Visitor.LastPathSegment(), default));
        var issued = stage.App.Services.GetRequiredService<ChallengeTokens>().Issue(show.Id, hold!.BrowserKey, bits: 0);
        await stage.OpenAsync($"/events/{show.Slug}/continue?Challenge={issued.Token}&Quantities[{show.TicketTypes[0].Id}]=2");
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["One moment, please"]);
    }

    private static async Task FullBasketAsync(PageStateContext stage)
    {
        for (var holds = 0; holds < PlaceHold.MaxHoldsPerBrowser; holds++)
        {
            await stage.Visitor.HoldAsync(await stage.App.PublishEventAsync());
        }

        await stage.OpenShowAsync();
        await stage.Visitor.ChooseAsync("Standing", 1);
        await stage.SubmitAsync(T["Continue"], 409);
    }
}
