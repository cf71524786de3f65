using System.Security.Claims;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Audit;

namespace Ticketing.Features.Accounts.SignIn;

internal sealed class StaffActorSource(IHttpContextAccessor requests) : IActorSource
{
    public const string NameClaim = "name";

    private const int MaxNameLength = 100;

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
                ? new Actor(id, GetName(request.User), address)
                : new Actor(null, Actor.VisitorName, address);
        }
    }

    private static string GetName(ClaimsPrincipal person)
    {
        var name = person.FindFirstValue(NameClaim) ?? "";
        if (!person.HasClaim(claim => claim.Type == TokenClaims.Program) || person.FindSessionId() is not { } session)
        {
            return name;
        }

        var byProgram = $" (API {StaffSession.GetShortId(session)})";
        return name[..Math.Min(name.Length, MaxNameLength - byProgram.Length)] + byProgram;
    }
}
