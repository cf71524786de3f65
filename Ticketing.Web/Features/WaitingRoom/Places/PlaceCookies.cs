using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Features.WaitingRoom.Places;

/// <summary>
/// Places and turns are encrypted cookies that name the browser, so that nobody can forge one or use another's. Reading them costs no
/// statement, and they outlive a restart.
/// </summary>
public sealed class PlaceCookies(IDataProtectionProvider protection, BrowserCookie browsers, TimeProvider clock)
{
    private static readonly TimeSpan PlaceLifetime = TimeSpan.FromDays(1);
    private readonly IDataProtector places = protection.CreateProtector("Ticketing.WaitingRoomPlaces.v1");
    private readonly IDataProtector turns = protection.CreateProtector("Ticketing.WaitingRoomTurns.v1");

    /// <returns>Null if this browser has no place in this round.</returns>
    public Place? FindPlace(HttpContext context, Guid eventId, int round) =>
        Read<Place>(places, context.Request.Cookies[GetPlaceName(eventId)]) is { } place
        && place.EventId == eventId
        && place.Round == round
        && place.Browser == browsers.FindKey(context)
            ? place
            : null;

    /// <returns>Null if this browser may not hold tickets now.</returns>
    public TurnToken? FindTurn(HttpContext context, Guid eventId, int round) =>
        Read<TurnToken>(turns, context.Request.Cookies[GetTurnName(eventId)]) is { } token
        && token.EventId == eventId
        && token.Round == round
        && token.ExpiresAt > clock.GetUtcNow()
        && token.Browser == browsers.FindKey(context)
            ? token
            : null;

    public void Set(HttpContext context, Place place) => Append(context, GetPlaceName(place.EventId), places, place, PlaceLifetime);

    public void Set(HttpContext context, TurnToken token) =>
        Append(context, GetTurnName(token.EventId), turns, token, token.ExpiresAt - clock.GetUtcNow());

    public static void RemovePlace(HttpContext context, Guid eventId)
    {
        if (context.Request.Cookies.ContainsKey(GetPlaceName(eventId)))
        {
            context.Response.Cookies.Delete(GetPlaceName(eventId), CreateOptions(TimeSpan.Zero));
        }
    }

    private static string GetPlaceName(Guid eventId) => $"__Host-place-{eventId:N}";

    private static string GetTurnName(Guid eventId) => $"__Host-turn-{eventId:N}";

    private static void Append<T>(HttpContext context, string name, IDataProtector protector, T value, TimeSpan lifetime) =>
        context.Response.Cookies.Append(
            name,
            Base64Url.EncodeToString(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(value))),
            CreateOptions(lifetime)
        );

    private static CookieOptions CreateOptions(TimeSpan lifetime) =>
        new()
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = lifetime,
            IsEssential = true,
        };

    private static T? Read<T>(IDataProtector protector, string? cookie)
        where T : class
    {
        try
        {
            return cookie is null ? null : JsonSerializer.Deserialize<T>(protector.Unprotect(Base64Url.DecodeFromChars(cookie)));
        }
        catch (Exception error) when (error is CryptographicException or FormatException or JsonException)
        {
            // Not ours, or its key is gone.
            return null;
        }
    }
}
