using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.WaitingList;
using Ticketing.Tests.Support.Actions;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.PageStates;

internal static class WaitingListPageStates
{
    public static readonly IReadOnlyDictionary<string, PageState> All = new Dictionary<string, PageState>
    {
        ["waiting list, sold-out show"] = async stage => await stage.Visitor.OpenAsync((await SellOutAsync(stage)).Show),
        ["waiting list, sold-out type"] = async stage =>
        {
            var show = await stage.App.PublishEventAsync(
                new TicketTypeDraft("Standing", 1400, 100),
                new TicketTypeDraft("Seated", 2400, 2)
            );
            await stage.App.SellAsync(show, "Seated", 2);
            await stage.Visitor.OpenAsync(show);
        },
        ["waiting list, form"] = OpenFormAsync,
        ["waiting list, with errors"] = async stage =>
        {
            await OpenFormAsync(stage);
            await stage.Visitor.Page.Locator("input[type=number]").First.FillAsync("11");
            await stage.Visitor.Page.GetByLabel(T["Email"], new() { Exact = true }).FillAsync("ada@example.com");
            await stage.SubmitAsync(T["Join the waiting list"], 422);
        },
        ["waiting list, joined"] = async stage =>
        {
            await OpenFormAsync(stage);
            await stage.Visitor.Page.Locator("input[type=number]").First.FillAsync("2");
            await stage.Visitor.Page.GetByLabel(T["Email"], new() { Exact = true }).FillAsync(NewEmail());
            await stage.Visitor.PressAsync(stage.Visitor.Button(T["Join the waiting list"]));
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["Check your inbox"]);
        },
        ["waiting list, place"] = async stage => await OpenPlaceAsync(stage, await JoinAsync(stage)),
        ["waiting list, offer"] = async stage => await OpenPlaceAsync(stage, await OfferAsync(stage)),
        ["waiting list, checkout of an offer"] = async stage =>
        {
            var (_, _, entry) = await OfferAsync(stage);
            await stage.OpenAsync($"/checkout/{(await stage.App.FindEntryAsync(entry)).Offer!.HoldCode}");
        },
        ["waiting list, ended checkout of an offer"] = async stage =>
        {
            var (_, _, entry) = await OfferAsync(stage);
            var offer = (await stage.App.FindEntryAsync(entry)).Offer!;
            await stage.App.UseAsync<TicketHolds>(holds => holds.ReleaseAsync(offer.HoldId, default));
            await stage.OpenAsync($"/checkout/{offer.HoldCode}");
        },
        ["waiting list, left"] = async stage =>
        {
            await OpenPlaceAsync(stage, await JoinAsync(stage));
            await stage.Visitor.PressAsync(stage.Visitor.Button(T["Leave the waiting list"]));
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["You’ve left the waiting list"]);
        },
        ["waiting list, forged link"] = async stage =>
        {
            await stage.OpenShowAsync();
            await stage.OpenAsync($"{stage.Visitor.Path}/waiting-list/entry");
        },
    };

    private static string NewEmail() => $"ada-{Guid.NewGuid():N}@example.com";

    private static async Task<(Event Show, Order Order)> SellOutAsync(PageStateContext stage)
    {
        var show = await stage.App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 4), new TicketTypeDraft("Seated", 2400, 2));
        await stage.App.SellAsync(show, "Seated", 2);
        return (show, await stage.App.SellAsync(show, "Standing", 4));
    }

    private static async Task OpenFormAsync(PageStateContext stage) =>
        await stage.OpenAsync($"/events/{(await SellOutAsync(stage)).Show.Slug}/waiting-list");

    private static async Task<(Event Show, Order Order, Guid Entry)> JoinAsync(PageStateContext stage)
    {
        var (show, order) = await SellOutAsync(stage);
        return (show, order, await stage.App.JoinAsync(show, NewEmail(), ("Standing", 2), ("Seated", 2)));
    }

    private static async Task<(Event Show, Order Order, Guid Entry)> OfferAsync(PageStateContext stage)
    {
        var joined = await JoinAsync(stage);
        await stage.App.StartRefundAsync(joined.Order, 1, 2);
        await stage.App.RunJobAsync<WaitingListJob>();
        return joined;
    }

    private static async Task OpenPlaceAsync(PageStateContext stage, (Event Show, Order Order, Guid Entry) joined)
    {
        var link = await stage.App.UseAsync<WaitingListLinks, WaitingListLink>(links =>
            links.CreateAsync(joined.Entry, joined.Show, default)
        );
        await stage.OpenAsync(new Uri(link.Url).PathAndQuery);
    }
}
