using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ticketing.Accounts;
using Ticketing.Areas.Admin;
using Ticketing.Audit;
using Ticketing.Cancellations;
using Ticketing.CheckIn;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Hosting;
using Ticketing.Insights;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Receipts;
using Ticketing.Tickets;
using Ticketing.VenueSettings;

namespace Ticketing.Bench;

/// <summary>The app's services without server and background work; the clock is fixed at the end of the history.</summary>
internal sealed class BenchVenue : IAsyncDisposable
{
    public const string Currency = "GBP";
    private readonly WebApplication app;

    public BenchVenue(Place place)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.AddTicketingConfiguration();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
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
        });
        AddProgram(builder.Services);
        builder.Services.AddSingleton<TimeProvider>(new StandingClock(History.Past.End));
        app = builder.Build();
    }

    public AsyncServiceScope Enter() => app.Services.CreateAsyncScope();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // As in Program, without what only pages and the server need.
    private static void AddProgram(IServiceCollection services)
    {
        services.AddTicketingData();
        services.AddAudit();
        services.AddSavedSettings();
        services.AddAccounts();
        services.AddEvents();
        services.AddHolds();
        services.AddTickets();
        services.AddNotifications();
        services.AddOrders();
        services.AddPayments();
        services.AddCancellations();
        services.AddCheckIn();
        services.AddReceipts();
        services.AddInsights();
        services.AddAdminArea();
        services.AddOpening();
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
