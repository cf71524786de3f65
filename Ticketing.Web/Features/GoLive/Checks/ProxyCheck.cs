using Ticketing.Features.GoLive.PublicAddress;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Features.GoLive.Checks;

/// <summary>The headers by which a proxy describes the visitor arrive and are trusted.</summary>
internal sealed class ProxyCheck(VenueAddress venue) : IGoLiveCheck
{
    private const string Shared = "so all visitors share its limits";

    public string Topic => GoLiveTopics.Proxy;

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct) =>
        await venue.AskAsync(ct) is AddressOutcome.Asked { Statement: { } statement, Address: var address }
            ? DescribeForwarding(statement) ?? DescribeUrl(statement, address) ?? DescribeGood(statement)
            : GoLiveFinding.CannotTell("this venue did not answer at its public address. Solve that first.");

    private static GoLiveFinding? DescribeForwarding(VenueStatement statement) =>
        statement.Forwarding switch
        {
            Forwarding.UnknownProxy => GoLiveFinding.Fail(
                $"The proxy {statement.Peer} is not trusted, {Shared}. Add its network to Proxy:KnownNetworks."
            ),
            Forwarding.Unreadable => GoLiveFinding.Fail(
                $"The proxy sends an X-Forwarded-For that is no address, {Shared}. Correct it there."
            ),
            Forwarding.NoAddress => GoLiveFinding.Fail($"The proxy sends no X-Forwarded-For, {Shared}. Let it send the visitor’s address."),
            Forwarding.MoreProxies => GoLiveFinding.Fail(
                $"There is another proxy in front of the first, {Shared}. Raise Proxy:ForwardLimit, and add its network to "
                    + "Proxy:KnownNetworks."
            ),
            _ => null,
        };

    private static GoLiveFinding? DescribeUrl(VenueStatement statement, Uri address) =>
        statement.Scheme != address.Scheme
            ? GoLiveFinding.Fail(
                $"Visitors use {address.Scheme}, but the program sees {statement.Scheme}. Let the proxy send X-Forwarded-Proto and "
                    + "X-Forwarded-For, and add its network to Proxy:KnownNetworks."
            )
        : !string.Equals(statement.Host, GetHost(address), StringComparison.OrdinalIgnoreCase)
            ? GoLiveFinding.Warn(
                $"Visitors ask for {GetHost(address)}, but the program sees {statement.Host}. Let the proxy pass on Host, or send "
                    + "X-Forwarded-Host."
            )
        : null;

    private static GoLiveFinding DescribeGood(VenueStatement statement) =>
        GoLiveFinding.Ok(
            statement.Forwarding == Forwarding.Trusted
                ? "The proxy is trusted, and tells the visitor’s address, host and scheme."
                : "Requests arrive without a proxy."
        );

    // As in a Host header.
    private static string GetHost(Uri address) => address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}";
}
