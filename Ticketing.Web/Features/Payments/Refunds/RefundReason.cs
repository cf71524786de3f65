namespace Ticketing.Features.Payments.Refunds;

/// <summary>Why staff, a buyer or the program refunds.</summary>
public static class RefundReason
{
    public const int MaxLength = 300;

    /// <returns>Null if the reason is acceptable.</returns>
    public static string? FindError(string reason) => reason.Length > MaxLength ? T["Keep it to {0} characters.", MaxLength] : null;
}
