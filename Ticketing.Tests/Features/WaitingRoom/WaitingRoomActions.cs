using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Features.WaitingRoom;
using Ticketing.Features.WaitingRoom.Places;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Features.WaitingRoom;

internal static class WaitingRoomActions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TApp WithWaitingRooms<TApp>(this TApp app, int? admitPerMinute = 60)
        where TApp : TicketingApp
    {
        app.Set("WaitingRoom:Enabled", "true");
        if (admitPerMinute is { } rate)
        {
            app.Set("WaitingRoom:AdmitPerMinute", rate.ToString(CultureInfo.InvariantCulture));
        }

        return app;
    }

    public static Task SwitchOnAsync(this TicketingApp app, Event show) =>
        app.UseAsync<OpenWaitingRoom>(async rooms => Assert.True(await rooms.SwitchOnAsync(show.Id, Ct)));

    /// <summary>An event whose sale begins later, with its waiting room on.</summary>
    public static async Task<Event> PublishBeforeSaleAsync(this TicketingApp app, TimeSpan until, int capacity = 100)
    {
        var start = app.Clock.GetUtcNow() + until;
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, capacity, type => type.SalesStartAt = start));
        await app.SwitchOnAsync(show);
        return show;
    }

    public static async Task<Event> PublishWithLineAsync(this TicketingApp app, int capacity = 100)
    {
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, capacity));
        await app.SwitchOnAsync(show);
        return show;
    }

    public static async Task PassAsync(this TicketingApp app, TimeSpan time)
    {
        app.Clock.Advance(time);
        await app.RunJobAsync<WaitingRoomJob>();
    }

    /// <summary>Chooses tickets and expects to wait.</summary>
    public static async Task<BrowserPage> JoinAsync(this Browser browser, Event show, int quantity = 1)
    {
        var page = await browser.ChooseTicketsAsync(show, ("Standing", quantity));
        Assert.Equal($"/events/{show.Slug}/queue", page.Path);
        return page;
    }

    public static Task<BrowserPage> RefreshAsync(this Browser browser, Event show) => browser.OpenAsync($"/events/{show.Slug}/queue");

    public static bool IsAtCheckout(this BrowserPage page) => page.Path.StartsWith("/checkout/", StringComparison.Ordinal);

    public static PlaceDispenser GetDispenser(this TicketingApp app) => app.Services.GetRequiredService<PlaceDispenser>();

    public static Room GetRoom(this TicketingApp app, Event show) => app.FindRoom(show)!;

    public static Room? FindRoom(this TicketingApp app, Event show) => app.Services.GetRequiredService<WaitingRooms>().Find(show.Id);
}
