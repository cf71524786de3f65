using Ticketing.Features.GoLive.PublicAddress;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Features.GoLive.Checks;

/// <summary>The headers by which a proxy describes the visitor arrive and are trusted.</summary>
internal sealed class ProxyCheck(VenueAddress venue) : IGoLiveCheck
{
    private static string Shared => T["so all visitors share its limits"];

    public string Topic => GoLiveTopics.Proxy;

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct) =>
        await venue.AskAsync(ct) is AddressOutcome.Asked { Statement: { } statement, Address: var address }
            ? DescribeForwarding(statement) ?? DescribeUrl(statement, address) ?? DescribeGood(statement)
            : GoLiveFinding.CannotTell(T["this venue did not answer at its public address. Solve that first."]);

    private static GoLiveFinding? DescribeForwarding(VenueStatement statement) =>
        statement.Forwarding switch
        {
            Forwarding.UnknownProxy => GoLiveFinding.Fail(
                T["The proxy {0} is not trusted, {1}. Add its network to the trusted ones (Proxy:KnownNetworks).", statement.Peer, Shared]
            ),
            Forwarding.Unreadable => GoLiveFinding.Fail(
                T["The proxy sends an X-Forwarded-For that is no address, {0}. Correct it there.", Shared]
            ),
            Forwarding.NoAddress => GoLiveFinding.Fail(
                T["The proxy sends no X-Forwarded-For, {0}. Let it send the visitor’s address.", Shared]
            ),
            Forwarding.MoreProxies => GoLiveFinding.Fail(
                T[
                    "There is another proxy in front of the first, {0}. Raise the number of proxies (Proxy:ForwardLimit), and "
                        + "add its network to the trusted ones (Proxy:KnownNetworks).",
                    Shared
                ]
            ),
            _ => null,
        };

    private static GoLiveFinding? DescribeUrl(VenueStatement statement, Uri address) =>
        statement.Scheme != address.Scheme
            ? GoLiveFinding.Fail(
                T[
                    "Visitors use {0}, but the program sees {1}. Let the proxy send X-Forwarded-Proto and "
                        + "X-Forwarded-For, and add its network to the trusted ones (Proxy:KnownNetworks).",
                    address.Scheme,
                    statement.Scheme
                ]
            )
        : !string.Equals(statement.Host, GetHost(address), StringComparison.OrdinalIgnoreCase)
            ? GoLiveFinding.Warn(
                T[
                    "Visitors ask for {0}, but the program sees {1}. Let the proxy pass on Host, or send " + "X-Forwarded-Host.",
                    GetHost(address),
                    statement.Host
                ]
            )
        : null;

    private static GoLiveFinding DescribeGood(VenueStatement statement) =>
        GoLiveFinding.Ok(
            statement.Forwarding == Forwarding.Trusted
                ? T["The proxy is trusted, and tells the visitor’s address, host and scheme."]
                : T["Requests arrive without a proxy."]
        );

    // As in a Host header.
    private static string GetHost(Uri address) => address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}";
}
