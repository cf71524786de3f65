using System.Globalization;
using Ticketing.Features.Recovery;

namespace Ticketing.Areas.Admin.Pages.Restore;

public static class RestoreText
{
    public static string Describe(RecoveredPayments.Completed done)
    {
        ArgumentNullException.ThrowIfNull(done);
        return done is { Rebuilt: 0, Repaired: 0, Lost.Count: 0, Remaining: 0 }
            ? "Nothing was paid or refunded since the backup."
            : $"{Count(done.Rebuilt, "order was", "orders were")} put back, "
                + $"{Count(done.Repaired, "other record", "other records")} taken over"
                + (done.Lost.Count > 0 ? $", {Count(done.Lost.Count, "payment", "payments")} to refund" : "")
                + (done.Remaining > 0 ? $", {Count(done.Remaining, "difference", "differences")} left" : "")
                + ".";
    }

    /// <param name="until">Everything before is done.</param>
    public static string DescribeProgress(RecoveredPayments.Completed soFar, string until)
    {
        ArgumentNullException.ThrowIfNull(soFar);
        return $"We are looking up payments, and are done up to {until}. "
            + $"So far {Count(soFar.Rebuilt, "order was", "orders were")} put back, "
            + $"{Count(soFar.Repaired, "other record", "other records")} taken over. You may leave this page; it goes on.";
    }

    public static string LabelLookup(Infrastructure.Data.Recovery.Restore restore)
    {
        ArgumentNullException.ThrowIfNull(restore);
        return restore.IsProviderSilent || restore.HasLookupFailed ? "Try again now"
            : restore.PaymentsCheckedAt is null ? "Look up payments"
            : "Look up again";
    }

    /// <returns>Null if the box office can be opened.</returns>
    public static string? ExplainClosed(Infrastructure.Data.Recovery.Restore restore)
    {
        ArgumentNullException.ThrowIfNull(restore);
        return restore.LookupDueAt is not null ? "Payments are being looked up. Wait until step 1 is done."
            : restore.PaymentsCheckedAt is null ? "First look up what was paid since the backup."
            : restore.IsRehearsal == true
                ? "This was a rehearsal. Stop this server and delete its data, or restore a backup again to take over."
            : null;
    }

    public static string Describe(RebuildOutcome reason) =>
        reason switch
        {
            RebuildOutcome.EventUnknown => "The event or ticket type is newer than the backup.",
            RebuildOutcome.AmountDiffers => "What was paid is not what the order came to.",
            RebuildOutcome.NoPlaces => "The places are not free, or the event is cancelled.",
            _ => "The provider does not know what was bought.",
        };

    public static string CountMails(int count) => count == 1 ? "1 mail was" : $"{count.ToString(CultureInfo.InvariantCulture)} mails were";

    private static string Count(int count, string one, string many) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}";
}
