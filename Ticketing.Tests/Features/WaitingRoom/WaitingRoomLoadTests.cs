using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.WaitingRoom;
using Ticketing.Features.WaitingRoom.Load;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.WaitingRoom;

/// <summary>Rooms and rates that follow the load.</summary>
public sealed class WaitingRoomLoadTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory, OnEitherDatabase]
    public async Task The_payment_provider_is_no_load_of_this_machine(DatabaseProvider database)
    {
        await using var app = await StripeVenue.OpenAsync(database);
        var show = await app.PublishEventAsync();
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(show, ("Standing", 1));
        app.Stripe.Faults.FailNext(ApiRoute.CreateSession, Fault.Slow);
        var paying = checkout.SubmitBuyerAsync();
        while (!app.Stripe.Faults.Counts.ContainsKey(Fault.Slow))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, app.Services.GetRequiredService<BuyerLoad>().TakeSample().InFlight);
        await paying;
    }

    [Theory, OnEitherDatabase]
    public async Task Slow_checkouts_without_a_line_do_not_slow_the_next_line_down(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).WithWaitingRooms(admitPerMinute: null);
        var (load, rate) = (app.Services.GetRequiredService<BuyerLoad>(), app.Services.GetRequiredService<AdmissionRate>());
        var before = rate.PerSecond;
        for (var sale = 0; sale < 7; sale++)
        {
            using (load.Measure())
            {
                app.Clock.Advance(2 * Second);
            }

            await app.PassAsync(10 * Second);
        }

        Assert.Equal(before, rate.PerSecond);
    }

    [Theory, OnEitherDatabase]
    public async Task One_slow_request_among_few_does_not_slow_the_line_down(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).WithWaitingRooms(admitPerMinute: null);
        var show = await app.PublishWithLineAsync();
        using var browser = app.NewBrowser();
        await browser.JoinAsync(show);
        var (load, rate) = (app.Services.GetRequiredService<BuyerLoad>(), app.Services.GetRequiredService<AdmissionRate>());
        var before = rate.PerSecond;
        using (load.Measure())
        {
            app.Clock.Advance(2 * Second);
        }

        await app.RunJobAsync<WaitingRoomJob>();
        Assert.Equal(before, rate.PerSecond);
    }

    [Theory, OnEitherDatabase]
    public async Task A_room_opened_by_load_closes_though_a_buyer_comes_now_and_then(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).WithWaitingRooms(admitPerMinute: 600);
        var show = await app.PublishEventAsync();
        await OpenByLoadAsync(app, show);
        for (var turn = 0; turn < 8 && app.FindRoom(show) is not null; turn++)
        {
            using var browser = app.NewBrowser();
            await browser.ChooseTicketsAsync(show, ("Standing", 1));
            await app.PassAsync(Second);
            await app.PassAsync(20 * Second);
        }

        Assert.Null(app.FindRoom(show));
    }

    [Theory, OnEitherDatabase]
    public async Task A_sold_out_room_opened_by_load_closes_though_some_have_left_their_place(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).WithWaitingRooms();
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2));
        await OpenByLoadAsync(app, show);
        for (var i = 0; i < 4; i++)
        {
            using var gone = app.NewBrowser();
            await gone.JoinAsync(show);
        }

        await app.SellAsync(show, "Standing", 2);
        await app.PassAsync(Second);
        Assert.NotNull(app.FindRoom(show));
        await app.PassAsync(TimeSpan.FromHours(2));
        Assert.Null(app.FindRoom(show));
    }

    [Theory, OnEitherDatabase]
    public async Task A_paused_room_opened_by_load_stays_until_staff_resume_it(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).WithWaitingRooms();
        var show = await app.PublishEventAsync();
        await OpenByLoadAsync(app, show);
        await app.UseAsync<OpenWaitingRoom>(rooms => rooms.PauseAsync(show.Id, TestContext.Current.CancellationToken));
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.True(app.FindRoom(show)?.Row.IsPaused);
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_can_switch_off_what_the_load_opened(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).WithWaitingRooms();
        var show = await app.PublishEventAsync();
        await OpenByLoadAsync(app, show);
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/waiting-room");
        await page.SubmitAsync("form[action$='handler=SwitchOff']");
        Assert.Null(app.FindRoom(show));
    }

    [Theory, OnEitherDatabase]
    public async Task Under_load_an_unknown_event_costs_its_look_up_once(DatabaseProvider database)
    {
        await using var app = new StatementRecordingApp(database).WithWaitingRooms();
        var show = await app.PublishEventAsync();
        var load = app.Services.GetRequiredService<BuyerLoad>();
        var busy = Enumerable.Range(0, BuyerLoad.MaxInFlight).Select(_ => load.Measure()).ToList();
        using var browser = app.NewBrowser();
        var counts = new List<int>();
        foreach (var slug in new[] { "warm-up", "nothing", "nothing" })
        {
            app.Forget();
            var form = new Dictionary<string, string> { [$"Quantities[{show.TicketTypes[0].Id}]"] = "1" };
            (await browser.PostAsync($"/events/{slug}", form)).ExpectStatus(HttpStatusCode.NotFound);
            counts.Add(app.Statements.Count);
        }

        busy.ForEach(request => request.Dispose());
        Assert.Equal(counts[1] - 1, counts[2]);
    }

    private static async Task OpenByLoadAsync(TicketingApp app, Ticketing.Features.Events.Event show)
    {
        await app.UseAsync<OpenWaitingRoom>(rooms => rooms.OpenByLoadAsync(show.Slug, TestContext.Current.CancellationToken));
        Assert.NotNull(app.FindRoom(show));
    }
}
