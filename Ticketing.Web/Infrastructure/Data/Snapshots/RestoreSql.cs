namespace Ticketing.Infrastructure.Data.Snapshots;

internal static class RestoreSql
{
    /// <summary>Receipt numbers that were given after the backup must not be given again, and nobody knows how many there were.</summary>
    public static string SkipReceiptNumbers(string table) => $"UPDATE {table} SET value = value + 10000 WHERE name = 'receipts'";
}
