using System.Net;

namespace Ticketing.Features.OutgoingWebhooks.Network;

internal interface IHostLookup
{
    /// <param name="host">A name, or an address in any notation.</param>
    /// <exception cref="System.Net.Sockets.SocketException">It is not found.</exception>
    Task<IPAddress[]> FindAsync(string host, CancellationToken ct);
}

internal sealed class SystemHostLookup : IHostLookup
{
    public Task<IPAddress[]> FindAsync(string host, CancellationToken ct) => Dns.GetHostAddressesAsync(host, ct);
}
