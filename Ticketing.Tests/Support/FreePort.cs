using System.Net;
using System.Net.Sockets;

namespace Ticketing.Tests.Support;

internal static class FreePort
{
    /// <summary>On loopback, below the ephemeral range, so that no outgoing connection takes it while its server is down.</summary>
    public static int Find()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(10_000, 20_000));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException) { }
        }
    }
}
