using System.Security.Claims;

namespace Ticketing.Features.Accounts.Tokens;

/// <summary>Facts about a caller with an API key or access token.</summary>
public static class TokenClaims
{
    public const string Scope = "scope";
    public const string ApiKey = "api-key";

    /// <summary>Id of the only event that the caller may read and change.</summary>
    public const string Event = "event";

    /// <summary>A person's access token, which a program uses.</summary>
    internal const string Program = "program";

    /// <returns>Null if the caller may use all events.</returns>
    public static Guid? FindEventLimit(this ClaimsPrincipal caller) => FindId(caller, Event);

    /// <summary>False for a key that is limited to another event.</summary>
    /// <param name="eventId">Null for whatever the caller may see.</param>
    public static bool MayAskFor(this ClaimsPrincipal caller, Guid? eventId) =>
        eventId is not { } wanted || caller.FindEventLimit() is not { } limit || limit == wanted;

    internal static Guid? FindApiKeyId(this ClaimsPrincipal caller) => FindId(caller, ApiKey);

    private static Guid? FindId(ClaimsPrincipal caller, string type) => Guid.TryParse(caller.FindFirstValue(type), out var id) ? id : null;
}
