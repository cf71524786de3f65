using System.Net;
using System.Net.Sockets;

namespace Ticketing.Features.OutgoingWebhooks.Network;

/// <summary>The host has no address that may receive webhooks.</summary>
internal sealed class AddressRefusedException(string message) : IOException(message);

/// <summary>
/// Looks the host up, checks the addresses, and connects to one of those that it has checked: a name that changes its address in between
/// gains nothing.
/// </summary>
internal sealed class WebhookConnector(IHostLookup lookup, WebhookAddressRules rules)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isHttps = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps;
        var allowed = (await lookup.FindAsync(host, ct)).Where(address => rules.IsAllowed(address, isHttps)).ToArray();
        if (allowed.Length == 0)
        {
            throw new AddressRefusedException(
                isHttps ? $"{host} is not on the public internet." : $"{host} is not in an allowed network, so it needs https."
            );
        }

        return await ConnectAsync(allowed, port, ct);
    }

    // One after the other: a list of addresses would be resolved by the socket again.
    private static async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken ct)
    {
        for (var index = 0; ; index++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[index], port), ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (index < addresses.Length - 1)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
