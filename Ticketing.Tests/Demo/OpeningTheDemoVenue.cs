using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Orders;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Demo;

public sealed class OpeningTheDemoVenue
{
    [Theory, OnBothDatabases]
    public async Task Nothing_is_made_unless_it_was_asked_for(DatabaseProvider database)
    {
        await using var box = await DemoBox.EmptyAsync(database, DemoBox.Wednesday, asked: false);

        await box.SeedAsync();

        Assert.Empty(await box.EventsAsync());
    }

    [Theory, OnBothDatabases]
    public async Task It_stands_before_the_first_request(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Demo:Seed", "true");

        var upcoming = await app.UseAsync<Catalogue, IReadOnlyList<Event>>(catalogue => catalogue.UpcomingAsync(null, TestContext.Current.CancellationToken));

        Assert.NotEmpty(upcoming);
    }

    [Theory, OnBothDatabases]
    public async Task A_second_start_changes_nothing(DatabaseProvider database)
    {
        await using var box = await DemoBox.SeededAsync(database, DemoBox.Wednesday);
        var (events, orders) = ((await box.EventsAsync()).Count, (await box.OrdersAsync()).Count);

        await box.SeedAsync();

        Assert.Equal(events, (await box.EventsAsync()).Count);
        Assert.Equal(orders, (await box.OrdersAsync()).Count);
    }

    [Theory, OnBothDatabases]
    public async Task A_venue_with_an_event_of_its_own_is_left_alone(DatabaseProvider database)
    {
        await using var box = await DemoBox.EmptyAsync(database, DemoBox.Wednesday);
        await box.AddEventAsync(new Event
        {
            Slug = "ours", Title = "Ours", Location = "Here", TimeZone = "Europe/London", StartsAt = DemoBox.Wednesday.AddDays(1),
        });

        await box.SeedAsync();

        Assert.Equal("Ours", Assert.Single(await box.EventsAsync()).Title);
    }

    [Theory, OnBothDatabases]
    public async Task Two_processes_that_start_at_once_make_one_venue(DatabaseProvider database)
    {
        await using var box = await DemoBox.EmptyAsync(database, DemoBox.Wednesday);

        await Task.WhenAll(Task.Run(box.SeedAsync, TestContext.Current.CancellationToken), Task.Run(box.SeedAsync, TestContext.Current.CancellationToken));

        var receipts = await box.ReadAsync(db => db.Set<Counter>());
        Assert.Equal((await box.OrdersAsync()).Count, Assert.Single(receipts).Value);
    }

    [Theory, OnBothDatabases]
    public async Task A_failure_in_the_middle_leaves_nothing_and_the_next_start_makes_all(DatabaseProvider database)
    {
        await using var box = await DemoBox.EmptyAsync(database, DemoBox.Wednesday);
        await ExecuteAsync(box, database == DatabaseProvider.Sqlite
            ? "CREATE TRIGGER stop BEFORE INSERT ON notifications BEGIN SELECT RAISE(ABORT, 'killed'); END"
            : """
              CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$;
              CREATE TRIGGER stop BEFORE INSERT ON notifications EXECUTE FUNCTION refuse();
              """);

        await Assert.ThrowsAsync<DbUpdateException>(box.SeedAsync);

        Assert.Empty(await box.EventsAsync());
        Assert.Empty(await box.AllAsync<Hold>());
        await ExecuteAsync(box, database == DatabaseProvider.Sqlite ? "DROP TRIGGER stop" : "DROP TRIGGER stop ON notifications");
        await box.SeedAsync();
        Assert.NotEmpty(await box.EventsAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Two_venues_made_at_the_same_instant_are_alike(DatabaseProvider database)
    {
        await using var one = await DemoBox.SeededAsync(DatabaseProvider.Sqlite, DemoBox.Wednesday);
        await using var other = await DemoBox.SeededAsync(database, DemoBox.Wednesday);

        Assert.Equal(await DescribeEventsAsync(one), await DescribeEventsAsync(other));
        Assert.Equal(await DescribeOrdersAsync(one), await DescribeOrdersAsync(other));
    }

    [Theory, OnBothDatabases]
    public async Task Codes_that_open_something_differ_from_venue_to_venue(DatabaseProvider database)
    {
        await using var one = await DemoBox.SeededAsync(database, DemoBox.Wednesday);
        await using var other = await DemoBox.SeededAsync(database, DemoBox.Wednesday);

        var codes = (await one.AllAsync<Hold>()).Concat(await other.AllAsync<Hold>()).Select(hold => hold.Code).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    private static Task ExecuteAsync(DemoBox box, string sql) => box.WithAsync(provider =>
    {
        var db = provider.GetRequiredService<TicketingDbContext>();
        return db.WriteAsync(() => db.Database.ExecuteSqlRawAsync(sql));
    });

    private static async Task<List<string>> DescribeEventsAsync(DemoBox box) =>
        [.. (await box.EventsAsync()).Select(e => $"{e.Slug} {e.Title} {e.StartsAt:O} {e.PosterVariant} {e.Sold}/{e.Capacity} {e.Status}")];

    private static async Task<List<string>> DescribeOrdersAsync(DemoBox box) =>
        [.. (await box.OrdersAsync()).Select(o => $"{o.ReceiptNumber} {o.PaidAt:O} {o.BuyerEmail} {o.Total} {o.Tax} {o.Lines.Sum(l => l.Quantity)}")];
}
