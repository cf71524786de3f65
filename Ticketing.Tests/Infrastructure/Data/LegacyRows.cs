using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

/// <summary>Compares the rows of a <see cref="LegacyVenue"/> before and after an upgrade.</summary>
internal static class LegacyRows
{
    /// <summary>In rows that start with the first text, the second text becomes the third.</summary>
    public static readonly (string Table, string Old, string New)[] NewNames =
    [
        ("asp_net_users: ", "standing=Waiting", "status=PendingApproval"),
        ("asp_net_users: ", "standing=", "status="),
        ("cancellation_entries: ", "status=Told", "status=RefundPending"),
        (
            "refunds: ",
            "cause=Staff | amount=500 | currency=GBP | reason=Made at the provider |",
            "cause=MadeAtProvider | amount=500 | currency=GBP | reason= |"
        ),
        ("decided_differences: ", "OtherAmount", "AmountDiffers"),
        ("decided_differences: ", "UnknownHere", "PaymentNotFoundLocally"),
        ("decided_differences: ", "PaidHereNotThere", "PaidLocallyOnly"),
    ];

    /// <summary>They end by themselves, return their stock, and are refunded with the event that was cancelled.</summary>
    private static readonly (string Table, string Text)[] OpenRows =
    [
        ("events: ", ""),
        ("ticket_types: ", ""),
        ("holds: ", "status=Live"),
        ("notifications: ", "status=Pending"),
        ("refunds: ", "status=Pending"),
        ("cancellation_entries: ", "Pending"),
        ("payments: ", ""),
        ("tickets: ", "status=Valid"),
    ];

    /// <summary>Later migrations append columns and a counter, and a start adds a key and the link for the first superadmin.</summary>
    /// <param name="hasRun">The jobs of a real program may have added rows, and changed open ones, whose times lie in the future.</param>
    public static void AssertKept(IEnumerable<string> before, IEnumerable<string> after, bool hasRun = false)
    {
        var expected = before.Where(row => !IsHistory(row)).Select(Rename).Order(StringComparer.Ordinal).ToList();
        var actual = after.Where(row => !IsHistory(row) && !IsAdded(row)).ToList();
        if (!hasRun)
        {
            Assert.Equal(expected.Count, actual.Count);
        }

        Assert.All(
            expected.Select(row => hasRun && IsOpen(row) ? GetKey(row) : row),
            start => Assert.Contains(actual, row => row.StartsWith(start, StringComparison.Ordinal))
        );
    }

    public static bool IsHistory(string row) => row.StartsWith("__EFMigrationsHistory: ", StringComparison.Ordinal);

    /// <summary>EF Core's mark of a running migration.</summary>
    public static bool IsLock(string row) => row.StartsWith("__EFMigrationsLock: ", StringComparison.Ordinal);

    private static bool IsOpen(string row) =>
        Array.Exists(
            OpenRows,
            open => row.StartsWith(open.Table, StringComparison.Ordinal) && row.Contains(open.Text, StringComparison.Ordinal)
        );

    /// <summary>The table and the first column.</summary>
    private static string GetKey(string row) => row[..row.IndexOf(" | ", StringComparison.Ordinal)];

    private static bool IsAdded(string row) =>
        row.StartsWith("data_protection_keys: ", StringComparison.Ordinal)
        || row.StartsWith("counters: name=credit-notes", StringComparison.Ordinal)
        || (row.StartsWith("account_links: ", StringComparison.Ordinal) && row.Contains("kind=Setup", StringComparison.Ordinal));

    private static string Rename(string row) =>
        NewNames
            .Where(name => row.StartsWith(name.Table, StringComparison.Ordinal))
            .Aggregate(row, (text, name) => text.Replace(name.Old, name.New, StringComparison.Ordinal));
}
