using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.GoLive.PublicAddress;
using Ticketing.Features.GoLive.SenderDomain;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Tests.Support.Apps;

/// <summary>Its public address leads back to itself, and DNS knows what the test says, without a network.</summary>
public sealed class GoLiveVenue(DatabaseProvider database = DatabaseProvider.Sqlite, Action<IServiceCollection>? arrange = null)
    : TicketingApp(database),
        IPublicAddressProbe,
        ITxtLookup
{
    public LogCollector Log { get; } = new();

    /// <summary>The server that the public address leads to; this one if null.</summary>
    public TicketingApp? AnsweredBy { get; set; }

    /// <summary>Changes requests as a proxy would.</summary>
    public Action<HttpContext> Proxy { get; set; } = context => context.Request.Scheme = "https";

    /// <summary>Replaces the answer.</summary>
    public Func<ProbeOutcome.Answered, ProbeOutcome> Change { get; set; } = answered => answered;

    /// <summary>By name; null does not answer, and a name that is not there has no records.</summary>
    public Dictionary<string, string[]?> Dns { get; } = [];

    protected override void OverrideServices(IServiceCollection services)
    {
        services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(Log);
        services.AddSingleton<IPublicAddressProbe>(this).AddSingleton<ITxtLookup>(this);
        arrange?.Invoke(services);
    }

    async Task<ProbeOutcome> IPublicAddressProbe.GetAsync(Uri address, CancellationToken ct)
    {
        var response = await (AnsweredBy ?? this).Server.SendAsync(
            context =>
            {
                context.Request.Path = address.AbsolutePath;
                context.Request.QueryString = new QueryString(address.Query);
                context.Request.Host = new HostString(address.Authority);
                context.Connection.RemoteIpAddress = IPAddress.Loopback;
                Proxy(context);
            },
            ct
        );
        using var body = new StreamReader(response.Response.Body);
        return Change(
            new ProbeOutcome.Answered
            {
                Status = response.Response.StatusCode,
                Body = await body.ReadToEndAsync(ct),
                HasHsts = response.Response.Headers.ContainsKey("Strict-Transport-Security"),
                Date = Clock.GetUtcNow(),
                CertificateEndsAt = Clock.GetUtcNow().AddDays(60),
            }
        );
    }

    Task<IReadOnlyList<string>?> ITxtLookup.FindAsync(string name, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<string>?>(Dns.TryGetValue(name, out var texts) ? texts : []);
}
