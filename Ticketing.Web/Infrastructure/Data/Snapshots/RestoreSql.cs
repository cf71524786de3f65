namespace Ticketing.Infrastructure.Data.Snapshots;

internal static class RestoreSql
{
    /// <summary>Receipt numbers that were given after the backup must not be given again, and nobody knows how many there were.</summary>
    public static string SkipReceiptNumbers(string table) => $"UPDATE {table} SET value = value + 10000 WHERE name = 'receipts'";

    /// <summary>Sessions that were ended and links that were used since the backup must not work again.</summary>
    /// <param name="schema">With its dot; or empty.</param>
    public static string EndSessions(string schema) => $"DELETE FROM {schema}staff_sessions; DELETE FROM {schema}account_links";
}
