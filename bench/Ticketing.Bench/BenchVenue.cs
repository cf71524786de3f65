using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ticketing.Api;
using Ticketing.Areas.Admin;
using Ticketing.Features.Accounts;
using Ticketing.Features.Backups;
using Ticketing.Features.Cancellations;
using Ticketing.Features.CheckIn;
using Ticketing.Features.ClientBudgets;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Idempotency;
using Ticketing.Features.Insights;
using Ticketing.Features.Orders;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.Payments;
using Ticketing.Features.Receipts;
using Ticketing.Features.Settings;
using Ticketing.Features.Settlements;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Sources;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Hosting.Startup;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Bench;

/// <summary>The app's services without server and background work; the clock is fixed at the end of the history.</summary>
internal sealed class BenchVenue : IAsyncDisposable
{
    public const string Currency = "GBP";
    private readonly WebApplication app;

    public BenchVenue(BenchDatabase place)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.AddTicketingConfiguration();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Database:Provider"] = place.Provider.ToString(),
                ["ConnectionStrings:Ticketing"] = place.ConnectionString,
                ["Storage:Directory"] = place.Folder,
                ["Site:PublicBaseUrl"] = "https://tickets.example",
                ["Site:VenueName"] = "The Blue Room",
                ["Site:TimeZone"] = "Europe/London",
                ["Site:Currency"] = Currency,
                ["Payments:Provider"] = "Sandbox",
                ["Logging:LogLevel:Default"] = "Error",
            }
        );
        AddAppServices(builder.Services);
        builder.Services.AddSingleton<TimeProvider>(new FixedClock(Ticketing.Bench.History.OrderHistory.End));
        app = builder.Build();
        app.Services.GetRequiredService<StorageFolder>().Create();
    }

    /// <summary>Nothing listens: call it with requests.</summary>
    public RequestDelegate BuildPipeline(Action<IApplicationBuilder> configure)
    {
        configure(app);
        return ((IApplicationBuilder)app).Build();
    }

    public AsyncServiceScope CreateScope() => app.Services.CreateAsyncScope();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // As in Program, without what only pages and the server need.
    private static void AddAppServices(IServiceCollection services)
    {
        services.AddLanguages();
        services.AddRefusalLog();
        services.AddSingleton<StorageFolder>();
        services.AddTicketingData();
        services.AddAudit();
        services.AddSavedSettings();
        services.AddAccounts();
        services.AddOutgoingWebhooks();
        services.AddEvents();
        services.AddClientBudgets();
        services.AddHolds();
        services.AddTickets();
        services.AddNotifications();
        services.AddOrders();
        services.AddPayments();
        services.AddCancellations();
        services.AddCheckIn();
        services.AddReceipts();
        services.AddInsights();
        services.AddSettlements();
        services.AddIdempotency();
        services.AddBackups();
        services.AddAdminArea();
        services.AddApi();
        services.AddDatabaseStartup();
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
