using Ticketing.Data;
using Ticketing.Demo;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Hosting;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Tickets;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddTicketingCookies();
builder.Services.AddTicketingSecurityHeaders();
builder.Services.AddTicketingRateLimits();
builder.Services.AddPageCache();
builder.Services.AddTicketingData();
builder.Services.AddEvents();
builder.Services.AddHolds();
builder.Services.AddTickets();
builder.Services.AddNotifications();
builder.Services.AddOrders();
builder.Services.AddPayments();
builder.Services.AddDemo();
builder.Services.AddRazorPages();

var app = builder.Build();

app.UseErrorPages();
app.UseSecurityHeaders();
app.UseCookiePolicy();
app.UseRouting();
app.UseRateLimiter();
app.UseOutputCache();

app.MapStaticAssets();
app.MapRazorPages().WithStaticAssets();

await app.PrepareStorageAsync();
await app.SeedDemoAsync();
await app.RunAsync();

public partial class Program;
