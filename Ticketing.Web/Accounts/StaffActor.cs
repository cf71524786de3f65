using System.Security.Claims;
using Ticketing.Audit;

namespace Ticketing.Accounts;

internal sealed class StaffActor(IHttpContextAccessor requests) : IActorSource
{
    public const string NameClaim = "name";

    public Actor Current
    {
        get
        {
            if (requests.HttpContext is not { } request)
            {
                return Actor.Program;
            }

            var address = request.Connection.RemoteIpAddress?.ToString() ?? "";
            return Guid.TryParse(request.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
                ? new Actor(id, request.User.FindFirstValue(NameClaim) ?? "", address)
                : new Actor(null, "A visitor", address);
        }
    }
}
