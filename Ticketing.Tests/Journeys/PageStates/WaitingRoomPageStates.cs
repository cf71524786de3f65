using System.Text.RegularExpressions;
using Ticketing.Features.Events;
using Ticketing.Features.WaitingRoom;
using Ticketing.Tests.Features.WaitingRoom;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.PageStates;

internal static class WaitingRoomPageStates
{
    private static readonly TimeSpan BeforeSale = TimeSpan.FromMinutes(20);

    public static readonly IReadOnlyDictionary<string, PageState> All = new Dictionary<string, PageState>
    {
        ["waiting room, event before the sale"] = async stage => await stage.Visitor.OpenAsync(await PublishAsync(stage, BeforeSale)),
        ["waiting room, event with a line"] = async stage => await stage.Visitor.OpenAsync(await PublishAsync(stage)),
        ["waiting room, before the sale"] = async stage =>
        {
            await JoinAsync(stage, await PublishAsync(stage, BeforeSale), T["Join the waiting room"]);
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["You’re in the waiting room"]);
        },
        ["waiting room, in line"] = async stage =>
        {
            var show = await PublishAsync(stage);
            await WaitAheadAsync(stage, show, 700);
            await stage.App.PassAsync(TimeSpan.FromSeconds(1));
            await stage.App.PassAsync(TimeSpan.FromSeconds(9));
            await JoinAsync(stage, show);
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["You’re in the queue"]);
        },
        ["waiting room, paused"] = async stage =>
        {
            var show = await PublishAsync(stage);
            await stage.App.UseAsync<OpenWaitingRoom>(rooms => rooms.PauseAsync(show.Id, default));
            await JoinAsync(stage, show);
        },
        ["waiting room, all in baskets"] = async stage =>
        {
            var show = await PublishAsync(stage);
            await JoinAsync(stage, show);
            await stage.App.PlaceHoldAsync(show, "Standing", 5);
            await stage.App.RunJobAsync<WaitingRoomJob>();
            await stage.Visitor.Page.ReloadAsync();
        },
        ["waiting room, missed"] = async stage =>
        {
            await JoinAsync(stage, await PublishAsync(stage));
            await stage.App.PassAsync(TimeSpan.FromSeconds(1));
            await stage.App.PassAsync(TimeSpan.FromMinutes(11));
            await stage.Visitor.Page.ReloadAsync();
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["You missed your turn"]);
        },
        ["waiting room, turn but tickets gone"] = async stage =>
        {
            var show = await PublishAsync(stage);
            await JoinAsync(stage, show);
            await stage.App.PassAsync(TimeSpan.FromSeconds(1));
            await stage.App.PlaceHoldAsync(show, "Standing", 5);
            await stage.Visitor.Page.ReloadAsync();
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["It’s your turn"]);
        },
    };

    private static async Task<Event> PublishAsync(PageStateContext stage, TimeSpan untilSale = default)
    {
        var app = ListeningApp.With(app => app.WithWaitingRooms());
        stage.MoveTo(app);
        DateTimeOffset? start = untilSale > TimeSpan.Zero ? app.Clock.GetUtcNow() + untilSale : null;
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 5, type => type.SalesStartAt = start));
        await app.SwitchOnAsync(show);
        return show;
    }

    private static async Task JoinAsync(PageStateContext stage, Event show, string button = "")
    {
        await stage.Visitor.OpenAsync(show);
        await stage.Visitor.Page.Locator(".picker input[type=number]").FillAsync("2");
        await stage.Visitor.PressAsync(stage.Visitor.Button(button.Length > 0 ? button : T["Continue"]));
        await Expect(stage.Visitor.Page).ToHaveURLAsync(new Regex("/queue$"));
    }

    private static async Task WaitAheadAsync(PageStateContext stage, Event show, int count)
    {
        var dispenser = stage.App.GetDispenser();
        var round = stage.App.GetRoom(show).Row.Round;
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => dispenser.TakeAsync(new(show.Id, round, $"address-{i}"), default)));
    }
}
