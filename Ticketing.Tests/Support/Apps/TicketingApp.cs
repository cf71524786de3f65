using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Startup;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Support.Apps;

/// <summary>
/// The whole app in Production mode with its own database, storage folder and fake clock. Background loops are removed; tests run the
/// passes themselves.
/// </summary>
public class TicketingApp : WebApplicationFactory<Program>
{
    /// <summary>A Monday noon, far enough ahead that no cookie is in the real past.</summary>
    public static readonly DateTimeOffset Start = new(2031, 2, 3, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Describes the properties of all pages, which takes a quarter of a start and is the same in every app.</summary>
    private static readonly Lock PageMetadataLock = new();
    private static IModelMetadataProvider? pageMetadata;

    private const string ConnectionStringKey = "ConnectionStrings:Ticketing";
    private readonly Dictionary<string, string?> settings;
    private readonly DirectoryInfo storage = Directory.CreateTempSubdirectory("ticketing-test-");

    private readonly RateLimiterCleanup rateLimiters = new();
    private string? ownDatabase;

    public TicketingApp(DatabaseProvider database = DatabaseProvider.Sqlite)
    {
        OutboundConnections.Watch();
        Database = database;
        settings = new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.ToString(),
            ["Storage:Directory"] = storage.FullName,
            ["Site:PublicBaseUrl"] = "https://tickets.example",
            ["Site:VenueName"] = "The Blue Room",
            ["Site:TimeZone"] = "Europe/London",
            ["Site:Currency"] = "GBP",
            ["Site:SupportEmail"] = "hello@blueroom.example",
            ["Payments:Provider"] = "Sandbox",
            ["Pricing:BookingFeePercent"] = "5",
            ["Pricing:BookingFeeFixed"] = "30",
            // Tests of sales order many free tickets for one person. The default limit has its own tests.
            ["Orders:MaxFreeTicketsPerPerson"] = "100",
            ["RateLimiting:Enabled"] = "false",
            ["Logging:LogLevel:Default"] = "Warning",
            // Tests read the log through LogBook; on the console, warnings of hundreds of venues would hide the one that matters.
            ["Logging:Console:LogLevel:Default"] = "None",
        };
    }

    /// <summary>Call before first use.</summary>
    public TicketingApp Set(string key, string? value)
    {
        settings[key] = value;
        return this;
    }

    /// <summary>Shares the other app's database and storage, as a second process; the clock stays its own. Call before first use.</summary>
    public TicketingApp ShareDatabaseWith(TicketingApp other)
    {
        settings["Storage:Directory"] = other.StorageFolder;
        settings[ConnectionStringKey] = other.ConnectionString;
        return this;
    }

    public FakeTimeProvider Clock { get; } = new(Start);

    public DatabaseProvider Database { get; }

    /// <summary>For tests of the first start. Otherwise a migrated SQLite file is provided.</summary>
    public bool StartsWithoutDatabase { get; init; }

    /// <summary>For the test of the hashing cost, which would slow down hundreds of sign-ins.</summary>
    public bool UsesRealPasswordHashing { get; init; }

    public string StorageFolder => storage.FullName;

    /// <summary>Null if the database is the file in <see cref="StorageFolder"/>.</summary>
    public string? ConnectionString
    {
        get
        {
            if (Database == DatabaseProvider.Postgres && !settings.ContainsKey(ConnectionStringKey))
            {
                settings[ConnectionStringKey] = ownDatabase = PostgresServer.CreateDatabase();
            }

            return settings.GetValueOrDefault(ConnectionStringKey);
        }
    }

    /// <summary>Also listens on a port, for load tests and browsers. Call before first use.</summary>
    /// <param name="port">0 for any free port.</param>
    public Uri Listen(int port = 0)
    {
        // Given the port, the factory would set the address while the program may already be starting on another thread.
        Set("urls", $"http://127.0.0.1:{port}");
        UseKestrel();
        StartServer();
        return ClientOptions.BaseAddress;
    }

    /// <param name="languages">As in the header Accept-Language.</param>
    public Browser NewBrowser(string userAgent = "Tests", string languages = "") =>
        new(Server.CreateHandler(), new Uri("https://tickets.example")) { UserAgent = userAgent, Languages = languages };

    /// <summary>Runs in a new service scope.</summary>
    public async Task<TResult> UseAsync<TService, TResult>(Func<TService, Task<TResult>> use)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task UseAsync<TService>(Func<TService, Task> use)
        where TService : notnull =>
        UseAsync<TService, bool>(async service =>
        {
            await use(service);
            return true;
        });

    public Task RunJobAsync<TJob>()
        where TJob : IBackgroundJob => UseAsync<TJob>(job => job.RunUntilDoneAsync(TestContext.Current.CancellationToken));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Production);
        if (ConnectionString is null && !StartsWithoutDatabase)
        {
            SqliteTemplate.CopyTo(Path.Combine(storage.FullName, "ticketing.db"));
        }

        foreach (var (key, value) in settings)
        {
            // Host settings are available from the first line of Program, like environment variables.
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton(GetPageMetadata);
            services.AddSharedViews();
            services.AddSingleton<IStartupFilter>(rateLimiters);
            if (!UsesRealPasswordHashing)
            {
                services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1000);
            }

            foreach (var loop in services.Where(s => s.ServiceType == typeof(IHostedService) && IsBackgroundLoop(s)).ToList())
            {
                services.Remove(loop);
            }

            // Changes must show at once; output caching has its own tests.
            services.Configure<OutputCacheOptions>(options =>
            {
                options.AddPolicy(PageCache.OneSecond, policy => policy.NoCache());
                options.AddPolicy(PageCache.OneSecondByVariant, policy => policy.NoCache());
            });
            // Several apps of one test may share a folder.
            foreach (var folderLock in services.Where(s => s.ImplementationType == typeof(StorageLockCheck)).ToList())
            {
                services.Remove(folderLock);
            }

            if (!RunsStartChecks)
            {
                services.RemoveAll<IStartupCheck>();
            }

            OverrideServices(services);
        });
    }

    /// <summary>True if start checks may call external services, which must then be fakes.</summary>
    protected virtual bool RunsStartChecks => false;

    protected virtual void OverrideServices(IServiceCollection services) { }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        rateLimiters.Stop();
        SqliteConnection.ClearAllPools();
        storage.Delete(recursive: true);
        if (ownDatabase is not null)
        {
            PostgresServer.DropDatabase(ownDatabase);
        }

        OutboundConnections.AssertNone();
        GC.SuppressFinalize(this);
    }

    private static IModelMetadataProvider GetPageMetadata(IServiceProvider services)
    {
        lock (PageMetadataLock)
        {
            return pageMetadata ??= ActivatorUtilities.CreateInstance<DefaultModelMetadataProvider>(services);
        }
    }

    private static bool IsBackgroundLoop(ServiceDescriptor service) =>
        service.ImplementationFactory?.Method.DeclaringType?.FullName?.Contains(nameof(BackgroundJobServices), StringComparison.Ordinal)
        == true;
}
