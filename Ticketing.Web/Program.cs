using Ticketing.Api;
using Ticketing.Api.Caching;
using Ticketing.Api.Idempotency;
using Ticketing.Api.Limits;
using Ticketing.Api.Requests;
using Ticketing.Areas.Admin;
using Ticketing.Areas.Admin.Pages.Insights;
using Ticketing.Features.Accounts;
using Ticketing.Features.Backups;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Cancellations;
using Ticketing.Features.CheckIn;
using Ticketing.Features.ClientBudgets;
using Ticketing.Features.Demo;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.GoLive;
using Ticketing.Features.GoLive.PublicAddress;
using Ticketing.Features.Holds;
using Ticketing.Features.Idempotency;
using Ticketing.Features.Insights;
using Ticketing.Features.Messages;
using Ticketing.Features.Orders;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Features.Promotions;
using Ticketing.Features.Receipts;
using Ticketing.Features.Recovery;
using Ticketing.Features.Reminders;
using Ticketing.Features.Rescheduling;
using Ticketing.Features.Settings;
using Ticketing.Features.Settlements;
using Ticketing.Features.Tickets;
using Ticketing.Features.WaitingList;
using Ticketing.Features.WaitingRoom;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Configuration.Sources;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.Commands;
using Ticketing.Infrastructure.Hosting.Health;
using Ticketing.Infrastructure.Hosting.Metrics;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Hosting.Startup;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Telemetry;
using Ticketing.Pages;

FilePermissions.RestrictNewFiles();
if (await CommandLine.RunStandaloneAsync(args) is { } exitCode)
{
    return exitCode;
}

var options = new WebApplicationOptions { Args = CommandLine.GetOptions(args), ContentRootPath = PublishedFolder.ContentRootOrNull };
if (ConfigurationSources.TryCreateBuilder(options) is not { } builder)
{
    return 1;
}

builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);

builder.Services.AddCommandLog(args);
builder.AddTelemetry();
builder.AddTicketingMetrics();
builder.Services.AddLanguages();
builder.Services.AddHostNames();
builder.Services.AddKnownProxies();
builder.Services.AddErrorPages();
builder.Services.AddRefusalLog();
builder.Services.AddRequestLimits();
builder.Services.AddTicketingCookies();
builder.Services.AddTicketingSecurityHeaders();
builder.Services.AddTicketingRateLimits();
builder.Services.AddPageCache();
builder.Services.AddTextCompression();
builder.Services.AddTicketingData();
builder.Services.AddAudit();
builder.Services.AddSavedSettings();
builder.Services.AddAccounts();
builder.Services.AddOutgoingWebhooks();
builder.Services.AddEvents();
builder.Services.AddPromotions();
builder.Services.AddClientBudgets();
builder.Services.AddWaitingRoom();
builder.Services.AddHolds();
builder.Services.AddTickets();
builder.Services.AddNotifications();
builder.Services.AddReminders();
builder.Services.AddOrders();
builder.Services.AddPayments();
builder.Services.AddWaitingLists();
builder.Services.AddCancellations();
builder.Services.AddBulkOrders();
builder.Services.AddRescheduling();
builder.Services.AddCheckIn();
builder.Services.AddMessages();
builder.Services.AddReceipts();
builder.Services.AddInsights();
builder.Services.AddSettlements();
builder.Services.AddBackups();
builder.Services.AddRecovery();
builder.Services.AddGoLive();
builder.Services.AddIdempotency();
builder.Services.AddDemo();
builder.Services.AddTicketingHealth();
builder.Services.AddTicketingPages();
builder.Services.AddAdminArea();
builder.Services.AddApi();
builder.Services.AddDatabaseStartup();
builder.Services.AddShutdown();

var app = builder.Build();
if (!app.IsConfigurationValid())
{
    return 1;
}

app.UseKnownProxies();
app.UseSecurityHeaders();
app.UseCharsets();
app.UseHostNames();
app.UseLanguagePrefixes();
app.UseErrorPages();
app.UseApi();
app.UseCookiePolicy();
app.UseRouting();
app.UseCors();
app.UseRequestLimits();
app.UseAdminArea();
app.UsePrivateAnswers();
app.UseDatabaseStartup();
app.UseRecoveryGate();
app.UseEncodingVariants();
app.UsePageCacheForPlainRequests(isLimited: context => ApiPaths.IsApi(context.Request.Path));
app.UseApiRateLimits();
app.UseAuthentication();
app.UseStaffLanguage();
app.UseAuthorization();
app.UseRateLimiter();
app.UseRequestTextValidation();
app.UseStrictRequests();
app.UseIdempotencyKeys();
app.UseConditionalGet();
app.UsePageCache();
app.UseResponseCompression();

app.MapHealth();
app.MapMetrics();
app.MapStaticAssets().NeedsNoDatabase();
app.MapEventFiles();
app.MapSitemap();
app.MapEventFeeds();
app.MapLogo();
app.MapStripeWebhook();
app.MapVenueCheck();
app.MapSalesCharts();
app.MapEventCharts();
app.MapApi();
app.MapRazorPages().WithStaticAssets();
return await app.RunCommandAsync(args);
