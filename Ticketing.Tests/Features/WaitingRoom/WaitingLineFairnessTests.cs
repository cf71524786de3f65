using Ticketing.Features.Events;
using Ticketing.Features.WaitingRoom.Places;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingRoom;

public sealed class WaitingLineFairnessTests(WaitingRoomVenueFixture venues) : IClassFixture<WaitingRoomVenueFixture>
{
    private const int Honest = 1000;
    private const int FirstAdmissions = 200;
    private const string Bot = "bot";

    [Theory, OnBothDatabases]
    public async Task Admission_follows_arrival(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        var arrivals = Enumerable.Range(0, Honest).Select(buyer => $"address-{buyer}").ToList();
        Assert.Equal(arrivals, await GetAdmissionsAsync(app, show, arrivals));
    }

    [Theory, OnBothDatabases]
    public async Task Before_the_sale_admission_does_not_depend_on_arrival(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishBeforeSaleAsync(TimeSpan.FromMinutes(5));
        var arrivals = Enumerable.Range(0, Honest).Select(buyer => $"address-{buyer}").ToList();
        var admissions = await GetAdmissionsAsync(app, show, arrivals, TimeSpan.FromMinutes(5));
        Assert.Equal(arrivals.Order(), admissions.Order());
        // 100 of the first 200 come from the first half, with a deviation of 6.
        Assert.InRange(admissions.Take(FirstAdmissions).Count(address => arrivals.IndexOf(address) < Honest / 2), 65, 135);
    }

    /// <summary>A thousand places from one address among a thousand honest ones, whenever the bot comes.</summary>
    [Theory, OnBothDatabases]
    public async Task One_address_with_a_thousand_places_gets_at_most_a_twentieth_of_the_first_admissions(DatabaseProvider database)
    {
        var app = venues.On(database);
        var people = Enumerable.Range(0, Honest).Select(buyer => $"address-{buyer}").ToList();
        var bots = Enumerable.Repeat(Bot, Honest).ToList();
        List<string>[] crowds =
        [
            [.. bots, .. people],
            [.. people.Zip(bots, (person, bot) => new[] { person, bot }).SelectMany(pair => pair)],
        ];
        foreach (var arrivals in crowds)
        {
            var queued = await app.PublishWithLineAsync();
            AssertFair(await GetAdmissionsAsync(app, queued, arrivals));
            var drawn = await app.PublishBeforeSaleAsync(TimeSpan.FromMinutes(5));
            AssertFair(await GetAdmissionsAsync(app, drawn, arrivals, TimeSpan.FromMinutes(5)));
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Buyers_who_share_an_address_with_few_others_wait_no_longer(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishWithLineAsync();
        var arrivals = Enumerable.Range(0, 200).Select(buyer => $"home-{buyer / ClaimPlaces.MinPerAddress}").ToList();
        Assert.Equal(arrivals, await GetAdmissionsAsync(app, show, arrivals));
    }

    private static void AssertFair(List<string> admissions)
    {
        Assert.Equal(2 * Honest, admissions.Count);
        Assert.InRange(admissions.Take(FirstAdmissions).Count(address => address == Bot), 1, FirstAdmissions / 20);
    }

    /// <returns>The addresses in the order of admission.</returns>
    private static async Task<List<string>> GetAdmissionsAsync(
        TicketingApp app,
        Event show,
        IReadOnlyList<string> arrivals,
        TimeSpan untilSale = default
    )
    {
        var ct = TestContext.Current.CancellationToken;
        var (dispenser, round) = (app.GetDispenser(), app.GetRoom(show).Row.Round);
        // Asked for one after the other, answered in shared claims.
        var taken = arrivals
            .Select(address => dispenser.TakeAsync(new PlaceRequest(show.Id, round, $"{show.Slug}|{address}"), ct))
            .ToList();
        var places = (await Task.WhenAll(taken)).Select(number => number!.Value).ToList();
        await app.PassAsync(untilSale);
        var counts = app.GetRoom(show).Counts;
        var turns = new Dictionary<(Lane, int), int>();
        for (var turn = 0; counts.Waiting > 0; turn++)
        {
            var next = counts.Advance(1);
            var lane = next.Ordinary.Served > counts.Ordinary.Served ? Lane.Ordinary : Lane.Crowded;
            turns[(lane, counts[lane].Served)] = turn;
            counts = next;
        }

        return
        [
            .. places
                .Zip(arrivals)
                .OrderBy(pair => turns[(pair.First.Lane, counts.GetPosition(pair.First.Lane, pair.First.Number))])
                .Select(pair => pair.Second),
        ];
    }
}
