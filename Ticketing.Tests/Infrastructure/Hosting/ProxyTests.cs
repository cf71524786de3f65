using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class ProxyTests
{
    private const string Warning = "X-Forwarded-For is ignored";

    [Fact]
    public async Task An_unknown_proxy_is_logged_once()
    {
        await using var venue = new Venue();
        await AskAsync(venue, null);
        Assert.Equal(0, venue.Log.Count(Warning));
        await AskAsync(venue, "203.0.113.7");
        await AskAsync(venue, "203.0.113.8");
        Assert.Equal(1, venue.Log.Count(Warning));
    }

    [Fact]
    public async Task A_known_proxy_is_trusted_without_a_warning()
    {
        await using var venue = new Venue();
        venue.Set("Proxy:KnownNetworks:0", "10.0.0.0/8");
        await AskAsync(venue, "203.0.113.7", "10.1.2.3");
        Assert.Equal(0, venue.Log.Count(Warning));
        await AskAsync(venue, "203.0.113.7", "192.0.2.1");
        Assert.Equal(1, venue.Log.Count(Warning));
    }

    private static Task<Microsoft.AspNetCore.Http.HttpContext> AskAsync(Venue venue, string? forwardedFor, string remote = "192.0.2.1") =>
        venue.Server.SendAsync(
            context =>
            {
                context.Request.Path = "/health/live";
                context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse(remote);
                if (forwardedFor is not null)
                {
                    context.Request.Headers["X-Forwarded-For"] = forwardedFor;
                }
            },
            TestContext.Current.CancellationToken
        );

    private sealed class Venue : TicketingApp
    {
        public LogCollector Log { get; } = new();

        protected override void OverrideServices(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Log);
    }
}
