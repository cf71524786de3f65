using System.Net;
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

        refusal =
            !context.User.HasClaim(TokenClaims.Scope, ApiScopes.OrdersCreate) ? ProblemResult.Create(ProblemType.Forbidden)
            : IPAddress.TryParse(named, out _) ? null
            : ProblemResult.Invalid("buyerAddress", "This is not an IP address.");
        return refusal is null ? new HoldClient(UnguessableCode.Create(), RateLimits.GetAddressKey(IPAddress.Parse(named))) : null;
    }
}
