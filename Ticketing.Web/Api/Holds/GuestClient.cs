using System.Net;
using System.Net.Sockets;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Api.Holds;

/// <summary>Decides on the budgets that a hold of the API uses.</summary>
internal static class GuestClient
{
    /// <summary>
    /// Without a browser's cookie, all that is held from one address counts as one browser. A key that names the buyer vouches for it: then
    /// the address alone counts.
    /// </summary>
    /// <param name="refusal">The answer if the caller may not name this buyer.</param>
    public static HoldClient? Find(GuestHoldRequest request, HttpContext context, out ProblemResult? refusal)
    {
        refusal = null;
        if (context.User.FindEventLimit() is { } limit && limit != request.EventId)
        {
            refusal = ProblemResult.Create(ProblemType.Forbidden);
            return null;
        }

        if (request.BuyerAddress is not { } named)
        {
            var own = RateLimits.GetAddressKey(context.Connection.RemoteIpAddress);
            return new HoldClient(UnguessableCode.Hash($"api|{own}"), own);
        }

        if (context.User.Identity is not { IsAuthenticated: true })
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            refusal = ProblemResult.Create(ProblemType.Unauthorized);
            return null;
        }

        refusal =
            !context.User.HasClaim(TokenClaims.Scope, ApiScopes.OrdersCreate) ? ProblemResult.Create(ProblemType.Forbidden)
            : FindAddress(named) is null ? ProblemResult.Invalid("buyerAddress", "This is not an IP address.")
            : null;
        return refusal is null ? new HoldClient(UnguessableCode.Create(), RateLimits.GetAddressKey(FindAddress(named))) : null;
    }

    /// <summary>Four decimal numbers, or IPv6. The framework also takes the short and hexadecimal spellings of old programs.</summary>
    private static IPAddress? FindAddress(string text) =>
        !text.Contains('[', StringComparison.Ordinal)
        && IPAddress.TryParse(text, out var address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text)
            ? address
            : null;
}
