namespace Ticketing.Tests.Features.ClientBudgets;

/// <summary>Sends requests as a trusted proxy does for a client with this address.</summary>
internal sealed class NetworkHandler(HttpMessageHandler server, string address) : DelegatingHandler(server)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        return base.SendAsync(request, cancellationToken);
    }
}
