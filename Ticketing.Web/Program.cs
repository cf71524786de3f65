using Ticketing.Accounts;
using Ticketing.Areas.Admin;
using Ticketing.Audit;
using Ticketing.Cancellations;
using Ticketing.CheckIn;
using Ticketing.Data;
using Ticketing.Demo;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Hosting;
using Ticketing.Hosting.Verbs;
using Ticketing.Insights;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Pages;
using Ticketing.Payments;
using Ticketing.Payments.Webhooks;
using Ticketing.Receipts;
using Ticketing.Settlements;
using Ticketing.Tickets;
using Ticketing.VenueSettings;

if (await Verbs.RunAloneAsync(args) is { } exitCode)
{
    return exitCode;
}

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = Verbs.OptionsIn(args), ContentRootPath = PublishedFolder.OrNull });
builder.AddTicketingConfiguration();
builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);

builder.Services.AddHostNames();
builder.Services.AddKnownProxies();
builder.Services.AddErrorPages();
builder.Services.AddTicketingCookies();
builder.Services.AddTicketingSecurityHeaders();
builder.Services.AddTicketingRateLimits();
builder.Services.AddPageCache();
builder.Services.AddTicketingData();
builder.Services.AddAudit();
builder.Services.AddSavedSettings();
builder.Services.AddAccounts();
builder.Services.AddEvents();
builder.Services.AddHolds();
builder.Services.AddTickets();
builder.Services.AddNotifications();
builder.Services.AddOrders();
builder.Services.AddPayments();
builder.Services.AddCancellations();
builder.Services.AddCheckIn();
builder.Services.AddReceipts();
builder.Services.AddInsights();
builder.Services.AddSettlements();
builder.Services.AddDemo();
builder.Services.AddTicketingHealth();
builder.Services.AddTicketingPages();
builder.Services.AddAdminArea();
builder.Services.AddOpening();

var app = builder.Build();
if (!app.IsConfigured())
{
    return 1;
}

app.UseKnownProxies();
app.UseErrorPages();
app.UseSecurityHeaders();
app.UseCookiePolicy();
app.UseRouting();
app.UseAdminArea();
app.UseOpening();
app.UseAuthentication();
app.UseAuthorization();
app.UseRateLimiter();
app.UseReadableText();
app.UseOutputCache();

app.MapHealth();
app.MapStaticAssets().NeedsNoDatabase();
app.MapEventFiles();
app.MapSitemap();
app.MapLogo();
app.MapStripeWebhook();
app.MapSalesCharts();
app.MapEventCharts();
app.MapRazorPages().WithStaticAssets();
return await app.RunVerbAsync(args);
