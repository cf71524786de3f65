using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Features.Demo;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Demo;

/// <summary>Empty, migrated database with a fixed clock.</summary>
public sealed class DemoDatabase : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ticketing-demo-").FullName;
    private readonly ServiceProvider services;
    private readonly string connection;
    private readonly DatabaseProvider database;

    private DemoDatabase(DatabaseProvider database, DateTimeOffset now, bool asked)
    {
        this.database = database;
        connection =
            database == DatabaseProvider.Postgres
                ? PostgresServer.CreateDatabase()
                : $"Data Source={Path.Combine(folder, "ticketing.db")};Pooling=False";
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Ticketing"] = connection })
            .Build();
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(new FakeTimeProvider(now))
            .Configure<DatabaseOptions>(options => options.Provider = database)
            .Configure<DemoOptions>(options => options.Seed = asked)
            .Configure<PricingOptions>(options => (options.BookingFeePercent, options.BookingFeeFixed) = (5, 30))
            .AddTicketingData()
            .AddLanguages()
            .AddEvents()
            .AddSingleton<OrderFactory>()
            .AddDemo()
            .BuildServiceProvider();
    }

    /// <summary>An ordinary Wednesday.</summary>
    public static DateTimeOffset Wednesday { get; } = new(2026, 11, 18, 15, 20, 0, TimeSpan.Zero);

    public static async Task<DemoDatabase> EmptyAsync(DatabaseProvider database, DateTimeOffset now, bool asked = true)
    {
        var box = new DemoDatabase(database, now, asked);
        await box.WithAsync(provider =>
            provider.GetRequiredService<DatabaseMigrator>().MigrateAsync(TestContext.Current.CancellationToken)
        );
        return box;
    }

    public static async Task<DemoDatabase> SeededAsync(DatabaseProvider database, DateTimeOffset now)
    {
        var box = await EmptyAsync(database, now);
        await box.SeedAsync();
        return box;
    }

    public Task SeedAsync() =>
        WithAsync(provider => provider.GetRequiredService<DemoSeeder>().SeedAsync(TestContext.Current.CancellationToken));

    public Task AddEventAsync(Event @event) =>
        WithAsync(async provider =>
        {
            var db = provider.GetRequiredService<TicketingDbContext>();
            db.Add(@event);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

    public Task<List<Event>> EventsAsync() =>
        ReadAsync(db => db.Set<Event>().Include(e => e.TicketTypes.OrderBy(t => t.Position)).OrderBy(e => e.StartsAt));

    public Task<List<Order>> OrdersAsync() =>
        ReadAsync(db => db.Set<Order>().Include(o => o.Lines.OrderBy(l => l.Position)).OrderBy(o => o.ReceiptNumber));

    public Task<List<T>> AllAsync<T>()
        where T : class => ReadAsync(db => db.Set<T>());

    public async Task<List<T>> ReadAsync<T>(Func<TicketingDbContext, IQueryable<T>> query)
        where T : class
    {
        List<T> found = [];
        await WithAsync(async provider =>
            found = await query(provider.GetRequiredService<TicketingDbContext>())
                .AsNoTracking()
                .ToListAsync(TestContext.Current.CancellationToken)
        );
        return found;
    }

    public async Task WithAsync(Func<IServiceProvider, Task> act)
    {
        await using var scope = services.CreateAsyncScope();
        await act(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        if (database == DatabaseProvider.Postgres)
        {
            PostgresServer.DropDatabase(connection);
        }
    }
}
