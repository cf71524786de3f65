using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.FakeStripe;

namespace Ticketing.Tests.Support.Apps;

/// <summary>A venue that is paid through a fake Stripe on the same clock.</summary>
public sealed class StripeVenue : TicketingApp
{
    private readonly Action<IServiceCollection> arrange;

    private StripeVenue(DatabaseProvider database, FakeStripeServer stripe, Action<IServiceCollection> arrange)
        : base(database)
    {
        (Stripe, this.arrange) = (stripe, arrange);
        this.UseStripe(stripe);
    }

    public FakeStripeServer Stripe { get; }

    public LogCollector Log { get; } = new();

    public static async Task<StripeVenue> OpenAsync(
        DatabaseProvider database,
        Func<FakeStripeOptions, FakeStripeOptions>? change = null,
        Action<IServiceCollection>? arrange = null
    )
    {
        var clock = new DeferredClock();
        var options = new FakeStripeOptions { Clock = clock };
        var venue = new StripeVenue(database, await FakeStripeServer.StartAsync(change?.Invoke(options) ?? options), arrange ?? (_ => { }));
        clock.Follow(venue.Clock);
        return venue;
    }

    /// <summary>Delivers Stripe's webhooks to this venue.</summary>
    public StripeVenue DeliverWebhooks()
    {
        Stripe.Webhooks.SendTo(new Uri("https://tickets.example/webhooks/stripe"), Server.CreateHandler());
        return this;
    }

    /// <summary>Listens on a port, to which Stripe redirects and sends webhooks.</summary>
    public Uri ListenForBrowsers()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Set("Site:PublicBaseUrl", $"http://localhost:{port}");
        Listen(port);
        var address = new Uri($"http://localhost:{port}");
        Stripe.Webhooks.SendTo(new Uri(address, "/webhooks/stripe"));
        return address;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);

        // Outside Development, Kestrel needs this to serve static files from the build output.
        builder.UseStaticWebAssets();
    }

    protected override bool RunsStartChecks => true;

    protected override void OverrideServices(IServiceCollection services)
    {
        services.AddSingleton<ILoggerProvider>(Log);
        arrange(services);
    }

    public override async ValueTask DisposeAsync()
    {
        await Stripe.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>The fake starts before the venue that owns the clock.</summary>
    private sealed class DeferredClock : TimeProvider
    {
        private TimeProvider? followed;

        public void Follow(TimeProvider clock) => followed = clock;

        public override DateTimeOffset GetUtcNow() => followed?.GetUtcNow() ?? Start;
    }
}
