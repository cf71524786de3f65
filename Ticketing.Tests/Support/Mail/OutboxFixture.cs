using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Admin;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Support.Mail;

/// <summary>The outbox and dispatcher on a separate database, with a fake clock.</summary>
internal sealed class OutboxFixture : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ticketing-outbox-");
    private readonly string? ownDatabase;
    private readonly ServiceProvider services;
    private int queued;

    private OutboxFixture(DatabaseProvider database, Action<IServiceCollection>? configure)
    {
        ownDatabase = database == DatabaseProvider.Postgres ? PostgresServer.CreateDatabase() : null;
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Ticketing", ownDatabase)]).Build()
        );
        collection.Configure<DatabaseOptions>(o => o.Provider = database);
        collection.AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = folder.FullName });
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<StorageFolder>();
        collection.Configure<StorageOptions>(o => o.Directory = folder.FullName);
        collection.Configure<SiteOptions>(o => (o.PublicBaseUrl, o.VenueName) = ("https://tickets.example.org", "The Cellar"));
        collection.AddTicketingData();
        collection.AddAudit();
        collection.AddScoped<IActorSource, ProgramActorSource>();
        collection.AddNotifications();
        collection.AddSingleton<IEmailComposer>(Composer);
        configure?.Invoke(collection);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 18, 30, 0, TimeSpan.Zero));

    public TestComposer Composer { get; } = new();

    public MailCircuit Circuit => services.GetRequiredService<MailCircuit>();

    public static async Task<OutboxFixture> StartAsync(DatabaseProvider database, Action<IServiceCollection>? configure = null)
    {
        var fixture = new OutboxFixture(database, configure);
        fixture.services.GetRequiredService<StorageFolder>().Create();
        if (database == DatabaseProvider.Sqlite)
        {
            SqliteTemplate.CopyTo(Path.Combine(fixture.folder.FullName, "ticketing.db"));
        }

        await using var scope = fixture.services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(Ct);
        return fixture;
    }

    public static Task<OutboxFixture> WithServerAsync(
        DatabaseProvider database,
        FakeSmtpServer server,
        Action<MailOptions>? more = null,
        Action<IServiceCollection>? configure = null
    ) =>
        StartAsync(
            database,
            collection =>
            {
                collection.Configure<MailOptions>(mail =>
                {
                    mail.Transport = MailTransport.Smtp;
                    mail.Smtp = new SmtpOptions
                    {
                        Host = "localhost",
                        Port = server.Port,
                        Security = SmtpSecurity.None,
                    };
                    more?.Invoke(mail);
                });
                configure?.Invoke(collection);
            }
        );

    public static void Trust(IServiceCollection collection, FakeSmtpServer server) =>
        collection.Replace(
            ServiceDescriptor.Singleton(
                new SmtpCertificateValidation(
                    (_, certificate, _, _) => certificate?.GetCertHashString() == server.Certificate?.GetCertHashString()
                )
            )
        );

    public Task QueueAsync(string recipient = "buyer@example.org") =>
        InScopeAsync(provider =>
            provider
                .GetRequiredService<NotificationOutbox>()
                .QueueAsync(TestComposer.TestKind, $"test:{queued++}", recipient, orderId: null, Ct)
        );

    public Task QueueAllAsync(IEnumerable<string> recipients) =>
        InScopeAsync(provider =>
            provider
                .GetRequiredService<TicketingDbContext>()
                .WriteAsync(
                    async () =>
                    {
                        var outbox = provider.GetRequiredService<NotificationOutbox>();
                        foreach (var recipient in recipients)
                        {
                            await outbox.QueueAsync(TestComposer.TestKind, $"test:{queued++}", recipient, orderId: null, Ct);
                        }
                    },
                    Ct
                )
        );

    public Task RunDispatcherAsync(CancellationToken? stopping = null) =>
        InScopeAsync(provider => provider.GetRequiredService<NotificationDispatcher>().RunUntilDoneAsync(stopping ?? Ct));

    /// <summary>Claims the next due message and abandons it, as a crashed process would.</summary>
    /// <returns>Null if no message was due.</returns>
    public async Task<Notification?> ClaimAndAbandonNextAsync()
    {
        Notification? fatal = null;
        await InScopeAsync(async provider =>
        {
            var queue = provider.GetRequiredService<NotificationQueue>();
            await queue.ReclaimAbandonedAsync(Ct);
            fatal = await queue.ClaimAsync(Ct);
        });
        return fatal;
    }

    /// <summary>As at process startup.</summary>
    public Task ReclaimAbandonedMailAsync() =>
        InScopeAsync(provider => provider.GetRequiredService<NotificationQueue>().ReclaimAbandonedAsync(Ct));

    /// <summary>Advances the clock between passes until nothing is pending.</summary>
    public async Task RunUntilSettledAsync(TimeSpan step, int maxPasses = 100)
    {
        for (var pass = 0; pass < maxPasses && (await HealthAsync()).WaitingCount > 0; pass++)
        {
            await RunDispatcherAsync();
            Clock.Advance(step);
        }
    }

    public async Task<IReadOnlyList<Notification>> NotificationsAsync()
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TicketingDbContext>();
        return await db.Set<Notification>().AsNoTracking().OrderBy(n => n.CreatedAt).ThenBy(n => n.DedupeKey).ToListAsync(Ct);
    }

    public async Task<Notification> OnlyNotificationAsync() => Assert.Single(await NotificationsAsync());

    public async Task<MailReport> HealthAsync()
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MailHealth>().ReadAsync(Ct);
    }

    public IReadOnlyList<FileInfo> PickupFiles => new DirectoryInfo(PickupFolder).GetFiles();

    private string PickupFolder => Path.Combine(folder.FullName, PickupMailTransport.Folder);

    public void HidePickupFolder() => Directory.Move(PickupFolder, PickupFolder + ".away");

    public void RestorePickupFolder() => Directory.Move(PickupFolder + ".away", PickupFolder);

    public async Task InScopeAsync(Func<IServiceProvider, Task> act)
    {
        await using var scope = services.CreateAsyncScope();
        await act(scope.ServiceProvider);
    }

    private sealed class ProgramActorSource : IActorSource
    {
        public Actor Current => Actor.System;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        if (ownDatabase is not null)
        {
            PostgresServer.DropDatabase(ownDatabase);
        }
    }
}
