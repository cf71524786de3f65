namespace Ticketing.Infrastructure.Data;

internal enum MigrationHistoryState
{
    /// <summary>Every applied migration is known; others may be pending.</summary>
    Compatible,

    /// <summary>The last release before its migrations were combined into the first one.</summary>
    Legacy,

    /// <summary>All known migrations are applied, and others.</summary>
    Newer,

    Unknown,
}

internal static class MigrationHistory
{
    /// <param name="applied">In order, like the others.</param>
    public static MigrationHistoryState Compare(IReadOnlyList<string> applied, IReadOnlyList<string> known, IReadOnlyList<string> legacy) =>
        applied.SequenceEqual(known.Take(applied.Count)) ? MigrationHistoryState.Compatible
        : applied.SequenceEqual(legacy) ? MigrationHistoryState.Legacy
        : applied.Take(known.Count).SequenceEqual(known) ? MigrationHistoryState.Newer
        : MigrationHistoryState.Unknown;
}

/// <summary>The database cannot be upgraded. Nothing was changed; the message tells the operator what to do.</summary>
public sealed class MigrationHistoryException(string message, Exception? inner = null) : Exception(message, inner)
{
    internal static MigrationHistoryException NotSaved(string reason, Exception inner) =>
        new($"The database was not upgraded, because it could not be backed up first: {reason}", inner);

    internal static MigrationHistoryException Undone(string reason, string backup, Exception inner) =>
        new(
            $"This version cannot upgrade the database: {reason} The database is as it was before; start the earlier version, and ask for "
                + $"help. A backup from before is in '{backup}'.",
            inner
        );

    internal static MigrationHistoryException NotUndone(string reason, string backup, Exception inner) =>
        new(
            $"This version cannot upgrade the database: {reason} The database is half upgraded, and was not put back, because it is in "
                + $"use. Stop every server, and ask for help. A backup from before is in '{backup}'.",
            inner
        );

    internal static MigrationHistoryException Newer(IEnumerable<string> unknown) =>
        new(
            $"The database was last used by a newer version of this program, with the migrations {string.Join(", ", unknown)}. "
                + "Start that version, or restore a backup made before it. Nothing was changed."
        );

    internal static MigrationHistoryException Failed(string reason) =>
        new($"This version cannot upgrade the database: {reason}. Restore a backup, or ask for help. Nothing was changed.");

    internal static MigrationHistoryException Unknown(IEnumerable<string> found, string lastLegacy) =>
        new(
            $"This version cannot upgrade the database. Found the migrations {string.Join(", ", found)}. Start the last release "
                + $"that ends with {lastLegacy} once, then this version; or restore a backup. Nothing was changed."
        );
}
