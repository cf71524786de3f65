using Ticketing.Features.Events;
using Ticketing.Features.Promotions;

namespace Ticketing.Pages.Events;

/// <summary>The field for a code on an event's page.</summary>
/// <param name="Input">Value of the field.</param>
/// <param name="Applied">Null if none lowers prices or opens tickets on this page.</param>
/// <param name="Shown">Lowers the prices on this page, even if it is refused for so many tickets. Null if none does.</param>
/// <param name="Refusal">Empty if there is none.</param>
public sealed record CodeView(string Input, string? Applied, string? Shown, string Refusal)
{
    private const int MaxInputLength = 2 * PromoCode.MaxLength;

    /// <summary>No code is longer.</summary>
    public static string Shorten(string typed) => typed[..Math.Min(typed.Length, MaxInputLength)];

    public bool IsOpen => Input.Length > 0 || Refusal.Length > 0;

    /// <param name="typed">Empty on pages that are cached.</param>
    /// <param name="refused">Why nothing was held with it; null if nothing was tried.</param>
    public static CodeView Create(FoundCode found, string typed, Event @event, DateTimeOffset now, CodeRefusal? refused = null)
    {
        var refusal = refused ?? found.Refusal;
        return new(
            typed.Length > 0 ? Shorten(typed) : found.Code?.Code ?? "",
            refusal is null ? found.Code?.Code : null,
            found.Refusal is null ? found.Code?.Code : null,
            refusal is null ? "" : CodeRefusalText.Describe(refusal, @event, now)
        );
    }
}
