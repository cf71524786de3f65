using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.OutgoingWebhooks.Network;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Tests.Support.Apps;

/// <summary>May send webhooks to 127.0.0.1, and resolves host names as the test says.</summary>
internal sealed class OutgoingWebhookVenue : TicketingApp, IHostLookup
{
    public OutgoingWebhookVenue(DatabaseProvider database = DatabaseProvider.Sqlite)
        : base(database) => Set("Webhooks:AllowedNetworks:0", "127.0.0.1/32");

    /// <summary>By default only addresses are found.</summary>
    public Func<string, string[]> Resolve { get; set; } = host => [host];

    public Task<IPAddress[]> FindAsync(string host, CancellationToken ct) =>
        Task.FromResult(Resolve(host).Select(IPAddress.Parse).ToArray());

    protected override void OverrideServices(IServiceCollection services) => services.AddSingleton<IHostLookup>(this);
}
