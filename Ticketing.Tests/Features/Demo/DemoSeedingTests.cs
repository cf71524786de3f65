using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Demo;

public sealed class DemoSeedingTests
{
    [Theory, OnEitherDatabase]
    public async Task Nothing_is_created_unless_configured(DatabaseProvider database)
    {
        await using var box = await DemoDatabase.EmptyAsync(database, DemoDatabase.Wednesday, asked: false);

        await box.SeedAsync();

        Assert.Empty(await box.EventsAsync());
    }

    [Theory, OnEitherDatabase]
    public async Task It_is_seeded_before_the_first_request(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Demo:Seed", "true");

        var upcoming = await app.UseAsync<EventCatalogue, IReadOnlyList<Event>>(catalogue =>
            catalogue.GetUpcomingAsync(null, TestContext.Current.CancellationToken)
        );

        Assert.NotEmpty(upcoming);
    }

    [Theory, OnEitherDatabase]
    public async Task A_second_start_changes_nothing(DatabaseProvider database)
    {
        await using var box = await DemoDatabase.SeededAsync(database, DemoDatabase.Wednesday);
        var (events, orders) = ((await box.EventsAsync()).Count, (await box.OrdersAsync()).Count);

        await box.SeedAsync();

        Assert.Equal(events, (await box.EventsAsync()).Count);
        Assert.Equal(orders, (await box.OrdersAsync()).Count);
    }

    [Theory, OnEitherDatabase]
    public async Task A_database_with_an_event_is_left_alone(DatabaseProvider database)
    {
        await using var box = await DemoDatabase.EmptyAsync(database, DemoDatabase.Wednesday);
        await box.AddEventAsync(
            new Event
            {
                Slug = "ours",
                Title = "Ours",
                Location = "Here",
                TimeZone = "Europe/London",
                StartsAt = DemoDatabase.Wednesday.AddDays(1),
            }
        );

        await box.SeedAsync();

        Assert.Equal("Ours", Assert.Single(await box.EventsAsync()).Title);
    }

    [Theory, OnEitherDatabase]
    public async Task Two_processes_that_start_at_once_seed_once(DatabaseProvider database)
    {
        await using var box = await DemoDatabase.EmptyAsync(database, DemoDatabase.Wednesday);

        await Task.WhenAll(
            Task.Run(box.SeedAsync, TestContext.Current.CancellationToken),
            Task.Run(box.SeedAsync, TestContext.Current.CancellationToken)
        );

        var receipts = await box.ReadAsync(db => db.Set<NumberSequence>().Where(c => c.Name == NumberSequence.Receipts));
        Assert.Equal((await box.OrdersAsync()).Count, Assert.Single(receipts).Value);
    }

    [Theory, OnEitherDatabase]
    public async Task A_failed_seeding_leaves_nothing_and_the_next_start_repeats_it(DatabaseProvider database)
    {
        await using var box = await DemoDatabase.EmptyAsync(database, DemoDatabase.Wednesday);
        await ExecuteAsync(
            box,
            database == DatabaseProvider.Sqlite
                ? "CREATE TRIGGER stop BEFORE INSERT ON notifications BEGIN SELECT RAISE(ABORT, 'killed'); END"
                : """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$;
                CREATE TRIGGER stop BEFORE INSERT ON notifications EXECUTE FUNCTION refuse();
                """
        );

        await Assert.ThrowsAsync<DbUpdateException>(box.SeedAsync);

        Assert.Empty(await box.EventsAsync());
        Assert.Empty(await box.AllAsync<Hold>());
        await ExecuteAsync(box, database == DatabaseProvider.Sqlite ? "DROP TRIGGER stop" : "DROP TRIGGER stop ON notifications");
        await box.SeedAsync();
        Assert.NotEmpty(await box.EventsAsync());
    }

    [Theory, OnEitherDatabase]
    public async Task Seeding_is_deterministic(DatabaseProvider database)
    {
        await using var one = await DemoDatabase.SeededAsync(DatabaseProvider.Sqlite, DemoDatabase.Wednesday);
        await using var other = await DemoDatabase.SeededAsync(database, DemoDatabase.Wednesday);

        Assert.Equal(await DescribeEventsAsync(one), await DescribeEventsAsync(other));
        Assert.Equal(await DescribeOrdersAsync(one), await DescribeOrdersAsync(other));
    }

    [Theory, OnEitherDatabase]
    public async Task Unguessable_codes_differ_between_databases(DatabaseProvider database)
    {
        await using var one = await DemoDatabase.SeededAsync(database, DemoDatabase.Wednesday);
        await using var other = await DemoDatabase.SeededAsync(database, DemoDatabase.Wednesday);

        var codes = (await one.AllAsync<Hold>()).Concat(await other.AllAsync<Hold>()).Select(hold => hold.Code).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    private static Task ExecuteAsync(DemoDatabase box, string sql) =>
        box.WithAsync(provider =>
        {
            var db = provider.GetRequiredService<TicketingDbContext>();
            return db.WriteAsync(() => db.Database.ExecuteSqlRawAsync(sql));
        });

    private static async Task<List<string>> DescribeEventsAsync(DemoDatabase box) =>
        [.. (await box.EventsAsync()).Select(e => $"{e.Slug} {e.Title} {e.StartsAt:O} {e.PosterVariant} {e.Sold}/{e.Capacity} {e.Status}")];

    private static async Task<List<string>> DescribeOrdersAsync(DemoDatabase box) =>
        [
            .. (await box.OrdersAsync()).Select(o =>
                $"{o.ReceiptNumber} {o.PaidAt:O} {o.BuyerEmail} {o.Total} {o.Tax} {o.Lines.Sum(l => l.Quantity)}"
            ),
        ];
}
