using Ticketing.Features.GoLive.PublicAddress;

namespace Ticketing.Features.GoLive.Checks;

/// <summary>This venue, and no other server, answers at its public address.</summary>
internal sealed class AddressCheck(VenueAddress venue) : IGoLiveCheck
{
    private const string Remedy = "See where its DNS record leads, and what the proxy there passes on.";

    public string Topic => GoLiveTopics.Address;

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct) =>
        await venue.AskAsync(ct) switch
        {
            AddressOutcome.Asked { Statement: not null } asked => GoLiveFinding.Ok($"This venue answers at {GetName(asked)}."),
            AddressOutcome.Asked asked => Describe(asked.Address, asked.Outcome),
            _ => GoLiveFinding.Fail("Set Site:PublicBaseUrl to the address that buyers use."),
        };

    private static GoLiveFinding Describe(Uri address, ProbeOutcome outcome) =>
        outcome switch
        {
            ProbeOutcome.Unreachable when address.IsLoopback => GoLiveFinding.Fail(
                $"No server answers at {GetName(address)}. Start it, or correct Site:PublicBaseUrl."
            ),
            ProbeOutcome.Unreachable unreachable => GoLiveFinding.CannotTell(
                $"{unreachable.Reason} Open {GetName(address)} from another network, such as a phone’s."
            ),
            ProbeOutcome.Unsafe unsafeConnection => GoLiveFinding.Fail(
                $"There is no safe connection to {GetName(address)}. {unsafeConnection.Reason}"
            ),
            ProbeOutcome.Answered answered => GoLiveFinding.Fail(Describe(address, answered)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Describe(Uri address, ProbeOutcome.Answered answered) =>
        answered switch
        {
            { RedirectTo: { } target } when target == GetName(address) =>
                $"{GetName(address)} redirects to itself instead of passing requests on. See the redirects of the proxy, and which "
                    + "scheme it uses to reach this program.",
            { RedirectTo: { } target } =>
                $"{GetName(address)} redirects to {target}. Set Site:PublicBaseUrl to the address at which the pages open.",
            { Status: StatusCodes.Status400BadRequest } =>
                $"{GetName(address)} answered 400. The proxy should pass on the host name that the visitor asked for. {Remedy}",
            { Status: >= StatusCodes.Status500InternalServerError } =>
                $"{GetName(address)} answered {answered.Status}: the proxy does not reach this program. {Remedy}",
            _ => $"Another server answers at {GetName(address)}, not this venue’s. {Remedy}",
        };

    private static string GetName(AddressOutcome.Asked asked) => GetName(asked.Address);

    private static string GetName(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
