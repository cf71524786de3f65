namespace Ticketing.Infrastructure.Data.Snapshots;

internal static class RestoreSql
{
    /// <summary>
    /// Numbers of receipts and credit notes that were given after the backup must not be given again, and nobody knows how many there were.
    /// </summary>
    public static string SkipNumbers(string table) => $"UPDATE {table} SET value = value + 10000";

    /// <summary>Sessions that were ended and links that were used since the backup must not work again.</summary>
    /// <param name="schema">With its dot; or empty.</param>
    public static string EndSessions(string schema) => $"DELETE FROM {schema}staff_sessions; DELETE FROM {schema}account_links";

    /// <summary>
    /// A backup that was made while the venue was closed knows of a lookup of payments. After it, more was paid and more pages were opened.
    /// </summary>
    /// <param name="schema">With its dot; or empty.</param>
    public static string ForgetLookups(string schema) =>
        $"UPDATE {schema}restores SET payments_checked_at = NULL, payments_checked_until = NULL, lookup_due_at = NULL, "
        + "is_provider_silent = FALSE, has_lookup_failed = FALSE, is_rehearsal = NULL, rebuilt = 0, repaired = 0, differences = 0 "
        + "WHERE finished_at IS NULL; "
        + $"DELETE FROM {schema}lost_payments";
}
