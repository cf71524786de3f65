using System.Security.Claims;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Audit;

namespace Ticketing.Features.Accounts.SignIn;

internal sealed class StaffActorSource(IHttpContextAccessor requests) : IActorSource
{
    public const string NameClaim = "name";

    public Actor Current
    {
        get
        {
            if (requests.HttpContext is not { } request)
            {
                return Actor.System;
            }

            var address = StaffBrowser.GetAddress(request);
            if (request.User.FindApiKeyId() is { } key)
            {
                return new Actor(key, $"API key {request.User.FindFirstValue(NameClaim)}", address);
            }

            return Guid.TryParse(request.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
                ? new Actor(id, request.User.FindFirstValue(NameClaim) ?? "", address)
                : new Actor(null, "A visitor", address);
        }
    }
}
