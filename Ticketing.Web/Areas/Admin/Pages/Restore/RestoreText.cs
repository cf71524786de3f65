using Ticketing.Features.Recovery;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Areas.Admin.Pages.Restore;

public static class RestoreText
{
    public static string Describe(RecoveredPayments.Completed done)
    {
        ArgumentNullException.ThrowIfNull(done);
        return done is { Rebuilt: 0, Repaired: 0, Lost.Count: 0, Remaining: 0 }
            ? T["Nothing was paid or refunded since the backup."]
            : Formats.List([
                T.Plural(done.Rebuilt, "1 order was put back", "{0} orders were put back"),
                T.Plural(done.Repaired, "1 other record taken over", "{0} other records taken over"),
                .. done.Lost.Count > 0
                    ? [T.Plural(done.Lost.Count, "1 payment to refund", "{0} payments to refund")]
                    : Array.Empty<string>(),
                .. done.Remaining > 0 ? [T.Plural(done.Remaining, "1 difference left", "{0} differences left")] : Array.Empty<string>(),
            ]) + ".";
    }

    /// <param name="until">Everything before is done.</param>
    public static string DescribeProgress(RecoveredPayments.Completed soFar, string until)
    {
        ArgumentNullException.ThrowIfNull(soFar);
        return T["We are looking up payments, and are done up to {0}.", until]
            + " "
            + T.Plural(soFar.Rebuilt, "So far 1 order was put back.", "So far {0} orders were put back.")
            + " "
            + T.Plural(soFar.Repaired, "1 other record was taken over.", "{0} other records were taken over.")
            + " "
            + T["You may leave this page; it goes on."];
    }

    public static string LabelLookup(Infrastructure.Data.Recovery.Restore restore)
    {
        ArgumentNullException.ThrowIfNull(restore);
        return restore.IsProviderSilent || restore.HasLookupFailed ? T["Try again now"]
            : restore.PaymentsCheckedAt is null ? T["Look up payments"]
            : T["Look up again"];
    }

    /// <returns>Null if the box office can be opened.</returns>
    public static string? ExplainClosed(Infrastructure.Data.Recovery.Restore restore)
    {
        ArgumentNullException.ThrowIfNull(restore);
        return restore.LookupDueAt is not null ? T["Payments are being looked up. Wait until step 1 is done."]
            : restore.PaymentsCheckedAt is null ? T["First look up what was paid since the backup."]
            : restore.IsRehearsal == true
                ? T["This was a rehearsal. Stop this server and delete its data, or restore a backup again to take over."]
            : null;
    }

    public static string Describe(RebuildOutcome reason) =>
        reason switch
        {
            RebuildOutcome.EventUnknown => T["The event or ticket type is newer than the backup."],
            RebuildOutcome.AmountDiffers => T["The amount paid differs from the order’s total."],
            RebuildOutcome.NoPlaces => T["The places are not free, or the event is cancelled."],
            _ => T["The provider does not know what was bought."],
        };
}
