using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Ticketing.Infrastructure.Data;

/// <summary>SQL for both databases that brings the rows of the last release before <c>Initial</c> to its names.</summary>
internal static class LegacyUpgrade
{
    public const string UserStatus = "'Invited', 'PendingApproval', 'Active', 'Disabled'";
    public const string CancellationEntryStatus = "'Pending', 'RefundPending', 'Refunded', 'Failed'";
    public const string RefundCause = "'Staff', 'PaidTooLate', 'EventCancelled', 'MadeAtProvider'";

    public const string IsMadeAtProvider = "cause = 'Staff' AND reason = 'Made at the provider'";

    private static readonly Dictionary<string, string> DifferenceKinds = new()
    {
        ["PaidThereNotHere"] = "PaidAtProviderOnly",
        ["UnknownHere"] = "PaymentNotFoundLocally",
        ["PaidHereNotThere"] = "PaidLocallyOnly",
        ["OtherAmount"] = "AmountDiffers",
        ["OtherFee"] = "FeeDiffers",
        ["RefundedThereNotHere"] = "RefundedAtProviderOnly",
        ["RefundDecidedThere"] = "RefundSettledAtProvider",
        ["RefundFailedThere"] = "RefundFailedAtProvider",
        ["RefundUnknownThere"] = "RefundNotFoundAtProvider",
        ["DisputeUnknownHere"] = "DisputeNotFoundLocally",
        ["DisputeMovedOn"] = "DisputeChanged",
        ["StillValid"] = "TicketsStillValid",
        ["StillSuspended"] = "TicketsStillSuspended",
    };

    /// <summary>An id is the kind, a colon and what the difference is about.</summary>
    public static IEnumerable<string> RenameDifferences =>
        DifferenceKinds.Select(kind =>
            $"UPDATE decided_differences SET id = '{kind.Value}' || substr(id, {kind.Key.Length + 1}), kind = '{kind.Value}' WHERE "
            + $"kind = '{kind.Key}'"
        );

    public static IEnumerable<string> ReplaceHistory(string initial) =>
        [
            "DELETE FROM \"__EFMigrationsHistory\"",
            $"INSERT INTO \"__EFMigrationsHistory\" VALUES ('{initial}', '{ProductInfo.GetVersion()}')",
        ];
}
