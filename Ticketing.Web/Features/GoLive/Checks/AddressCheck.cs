using Ticketing.Features.GoLive.PublicAddress;

namespace Ticketing.Features.GoLive.Checks;

/// <summary>This venue, and no other server, answers at its public address.</summary>
internal sealed class AddressCheck(VenueAddress venue) : IGoLiveCheck
{
    private static string Remedy => T["See where its DNS record leads, and what the proxy there passes on."];

    public string Topic => GoLiveTopics.Address;

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct) =>
        await venue.AskAsync(ct) switch
        {
            AddressOutcome.Asked { Statement: not null } asked => GoLiveFinding.Ok(T["This venue answers at {0}.", GetName(asked)]),
            AddressOutcome.Asked asked => Describe(asked.Address, asked.Outcome),
            _ => GoLiveFinding.Fail(T["Set the public address (Site:PublicBaseUrl) to the one that buyers use."]),
        };

    private static GoLiveFinding Describe(Uri address, ProbeOutcome outcome) =>
        outcome switch
        {
            ProbeOutcome.Unreachable when address.IsLoopback => GoLiveFinding.Fail(
                T["No server answers at {0}. Start it, or correct the public address (Site:PublicBaseUrl).", GetName(address)]
            ),
            ProbeOutcome.Unreachable unreachable => GoLiveFinding.CannotTell(
                T["{0} Open {1} from another network, such as a phone’s.", unreachable.Reason, GetName(address)]
            ),
            ProbeOutcome.Unsafe unsafeConnection => GoLiveFinding.Fail(
                T["There is no safe connection to {0}. {1}", GetName(address), unsafeConnection.Reason]
            ),
            ProbeOutcome.Answered answered => GoLiveFinding.Fail(Describe(address, answered)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Describe(Uri address, ProbeOutcome.Answered answered) =>
        answered switch
        {
            { RedirectTo: { } target } when target == GetName(address) => T[
                "{0} redirects to itself instead of passing requests on. See the redirects of the proxy, and which "
                    + "scheme it uses to reach this program.",
                GetName(address)
            ],
            { RedirectTo: { } target } => T[
                "{0} redirects to {1}. Set the public address (Site:PublicBaseUrl) to the one at which the pages open.",
                GetName(address),
                target
            ],
            { Status: StatusCodes.Status400BadRequest } => T[
                "{0} answered 400. The proxy should pass on the host name that the visitor asked for. {1}",
                GetName(address),
                Remedy
            ],
            { Status: >= StatusCodes.Status500InternalServerError } => T[
                "{0} answered {1}: the proxy does not reach this program. {2}",
                GetName(address),
                answered.Status,
                Remedy
            ],
            _ => T["Another server answers at {0}, not this venue’s. {1}", GetName(address), Remedy],
        };

    private static string GetName(AddressOutcome.Asked asked) => GetName(asked.Address);

    private static string GetName(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
