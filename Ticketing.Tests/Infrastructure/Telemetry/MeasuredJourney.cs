using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.WaitingRoom.Places;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Telemetry;
using Ticketing.Tests.Features.ClientBudgets;
using Ticketing.Tests.Features.WaitingRoom;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Telemetry;

/// <summary>A buyer's way from the choice of tickets to the door, with all that the program tells about it.</summary>
public sealed class MeasuredJourney : IAsyncDisposable
{
    private const string Token = "a-token-that-only-tests-know";
    private const string Name = "Philippa Zwischenbrugger";
    private const string Email = "p.zwischen@buyers.example";
    private const string Phone = "+442071838750";

    private readonly ConcurrentQueue<Activity> spans = [];
    private OtlpCollector collector = null!;

    public Order Order { get; private set; } = null!;

    /// <summary>As Prometheus gets them, without what it is told of the program.</summary>
    public string Metrics { get; private set; } = "";

    /// <summary>Names of the samples.</summary>
    public IReadOnlySet<string> MetricNames =>
        Metrics.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('{', ' ')[0]).ToHashSet();

    /// <summary>All that must not be told, with what it is.</summary>
    public List<(string What, string Text)> Secrets { get; } = [];

    /// <summary>Of the program itself.</summary>
    public IEnumerable<Activity> Spans => spans.Where(span => span.Source.Name == Tracing.SourceName).OrderBy(span => span.StartTimeUtc);

    /// <summary>Traces of requests.</summary>
    public IEnumerable<ActivityTraceId> RequestTraces => spans.Where(span => span.Kind == ActivityKind.Server).Select(span => span.TraceId);

    public string Log { get; private set; } = "";

    public string Sent(string signal) => collector.Read(signal);

    public static async Task<MeasuredJourney> TravelAsync(DatabaseProvider database)
    {
        var journey = new MeasuredJourney();
        await journey.TravelWithAsync(database);
        return journey;
    }

    private async Task TravelWithAsync(DatabaseProvider database)
    {
        using var listener = Listen();
        collector = await OtlpCollector.StartAsync(Ct);
        await using (var app = new JourneyApp(database))
        {
            await TravelAsync(app);
            app.Services.GetRequiredService<TracerProvider>().ForceFlush();
            app.Services.GetRequiredService<LoggerProvider>().ForceFlush();
        }

        // The program sends the last metrics when it ends, on a thread of its own.
        await collector.WaitForAsync("metrics", Ct);
    }

    public ValueTask DisposeAsync() => collector.DisposeAsync();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task TravelAsync(JourneyApp app)
    {
        app.Set("Telemetry:OtlpEndpoint", collector.Url).Set("Metrics:Token", Token).Set("Logging:LogLevel:Default", "Information");
        app.Set("Logging:LogLevel:Microsoft.AspNetCore", "Warning").Set("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Warning");
        app.Set("WaitingRoom:Enabled", "true").Set("Budgets:Enabled", "true");
        var show = await app.PublishEventAsync();
        await BuyAsync(app, show);
        await WantTooManyAsync(app);
        await app.RunJobAsync<NotificationDispatcher>();
        await ReadOrderAsync(app);
        await IntrudeAsync(app);
        await EnterAsync(app, show);
        await WaitAsync(app);
        await RunLoopAsync<HoldExpiryJob>(app);
        app.Clock.Advance(TimeSpan.FromHours(3));
        // The answer is cached for some tenths of a second.
        IReadOnlyList<string> lines = [];
        for (var tries = 0; tries == 0 || lines.GetSample("ticketing_jobs_lag_seconds", "\"hold_expiry\"") == 0; tries++)
        {
            Assert.True(tries < 100, "The job is not late.");
            await Task.Delay(50, Ct);
            lines = (await ScrapeAsync(app)).Split('\n');
        }

        Metrics = string.Join('\n', lines.Where(line => !line.StartsWith("target_info", StringComparison.Ordinal)));
        Log = string.Join('\n', app.Log.Lines.Select(line => $"{line.Text} {line.Error}"));
    }

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Tracing.SourceName or "Microsoft.AspNetCore",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private async Task BuyAsync(JourneyApp app, Event show)
    {
        using var buyer = app.NewBrowser(userAgent: "Buyers-Own-Browser/7");
        var checkout = await buyer.ChooseTicketsAsync(show, ("Standing", 2));
        var hold = checkout.GetLastPathSegment();
        var sandbox = await checkout.SubmitBuyerAsync(Name, Email, Phone);
        (await sandbox.PayAsync("paid")).ExpectStatus(HttpStatusCode.OK);
        Order = (await app.FindOrderByHoldAsync(hold))!;
        Secrets.AddRange([
            ("name", "Philippa"),
            ("name", "Zwischenbrugger"),
            ("email", Email),
            ("phone", Phone[3..]),
            ("agent", "Buyers-Own-Browser"),
            ("hold", hold),
            ("reference", Order.Reference),
            ("card", Order.PaidWith!),
        ]);
        await app.UseAsync<TicketingDbContext>(db =>
        {
            Secrets.Add(("return code", db.Set<Payment>().Single(p => p.OrderId == Order.Id).ReturnCode));
            return Task.CompletedTask;
        });
    }

    private async Task ReadOrderAsync(JourneyApp app)
    {
        var link = await app.CreateOrderLinkAsync(Order);
        Secrets.Add(("access token", link.Split("token=")[1]));
        using var reader = app.NewBrowser();
        (await reader.OpenAsync(link)).ExpectStatus(HttpStatusCode.OK);
        (await reader.OpenAsync($"/nothing/{Email}?name={Name}")).ExpectStatus(HttpStatusCode.NotFound);
        (await reader.OpenAsync($"/orders/find?email={Uri.EscapeDataString(Email)}")).ExpectStatus(HttpStatusCode.OK);
    }

    /// <summary>Refusals are logged.</summary>
    private async Task IntrudeAsync(JourneyApp app)
    {
        using var stranger = app.NewBrowser();
        (await stranger.OpenAsync($"/orders/{Order.Reference}")).ExpectStatus(HttpStatusCode.Forbidden);
        (await stranger.PostAsync($"/orders/{Order.Reference}", [new("name", Name)])).ExpectStatus(HttpStatusCode.BadRequest);
    }

    private async Task EnterAsync(JourneyApp app, Event show)
    {
        var code = (await app.GetTicketCodesAsync(Order))[0];
        Secrets.Add(("ticket", code));
        var member = await app.CreateStaffAsync(name: "Grace Doorkeeper");
        Secrets.AddRange([("staff", "Grace"), ("staff", member.Email), ("password", member.Password)]);
        using var staff = app.NewBrowser();
        await staff.SignInAsync(member);
        (await staff.OpenAsync($"/admin/orders?search={Uri.EscapeDataString(Name)}")).ExpectStatus(HttpStatusCode.OK);
        var door = await staff.OpenAsync(CheckInActions.CheckInPath(show));
        Assert.Equal(HttpStatusCode.OK, (await door.ScanAsync(code)).Status);
    }

    /// <summary>More tickets than a client may hold without a challenge.</summary>
    private static async Task WantTooManyAsync(JourneyApp app)
    {
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100));
        Assert.IsType<HoldOutcome.Placed>(await app.TryHoldAsync(show, 10, "198.51.100.7"));
        Assert.IsType<HoldOutcome.Challenged>(await app.TryHoldAsync(show, 10, "198.51.100.7"));
    }

    private static async Task WaitAsync(JourneyApp app)
    {
        var show = await app.PublishWithLineAsync();
        await app.PassAsync(TimeSpan.Zero);
        var request = new PlaceRequest(show.Id, app.GetRoom(show).Row.Round, "somebody");
        Assert.NotNull(await app.GetDispenser().TakeAsync(request, Ct));
        await app.PassAsync(TimeSpan.Zero);
    }

    private static async Task RunLoopAsync<TJob>(JourneyApp app)
        where TJob : IBackgroundJob
    {
        using var loop = ActivatorUtilities.CreateInstance<BackgroundJobRunner<TJob>>(app.Services, () => TimeSpan.FromHours(1));
        await loop.StartAsync(Ct);
        for (var tries = 0; !(await ScrapeAsync(app)).Contains("ticketing_jobs_duration_seconds_count{", StringComparison.Ordinal); tries++)
        {
            Assert.True(tries < 100, "The job did not run.\n" + await ScrapeAsync(app));
            // The answer is cached for some tenths of a second.
            await Task.Delay(50, Ct);
        }

        await loop.StopAsync(Ct);
    }

    private static async Task<string> ScrapeAsync(JourneyApp app)
    {
        using var prometheus = app.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
        };
        using var answer = await prometheus.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private sealed class JourneyApp(DatabaseProvider database) : TicketingApp(database)
    {
        public LogCollector Log { get; } = new();

        protected override void OverrideServices(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Log);
    }
}
