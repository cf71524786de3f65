using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Hosting;
using Ticketing.Hosting.Verbs;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Settings;
using Ticketing.Tickets;

if (await Verbs.RunAloneAsync(args) is { } exitCode)
{
    return exitCode;
}

var builder = WebApplication.CreateBuilder(args);
builder.AddTicketingConfiguration();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<StorageFolder>();
builder.Services.AddDataProtection();
builder.Services.AddTicketingData();
builder.Services.AddEvents();
builder.Services.AddHolds();
builder.Services.AddTickets();
builder.Services.AddScoped<Ticketing.Notifications.Outbox>();
builder.Services.AddOrders();
builder.Services.AddPayments();
builder.Services.AddHealthChecks();
builder.Services.AddRazorPages();

var app = builder.Build();
if (!app.IsConfigured())
{
    return 1;
}

app.MapHealth();
app.MapStaticAssets();
app.MapRazorPages().WithStaticAssets();
return await app.RunVerbAsync(args);
