using System.Globalization;

namespace Ticketing.Features.Backups;

/// <summary>"ticketing-1a2b3c4d-20261129-031500.backup": the venue's id, so that venues may share a place, and the time in UTC.</summary>
public static class BackupFileName
{
    private const string Extension = ".backup";
    private const string TimeFormat = "yyyyMMdd-HHmmss";

    /// <param name="kind">Says what it was made for, such as "upgrade".</param>
    public static string Create(Guid venueId, DateTimeOffset createdAt, string? kind = null) =>
        GetPrefix(venueId)
        + createdAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)
        + (kind is null ? "" : $"-{kind}")
        + Extension;

    /// <returns>Null for other files, and for backups of other venues.</returns>
    public static DateTimeOffset? FindTime(string name, Guid venueId)
    {
        ArgumentNullException.ThrowIfNull(name);
        var prefix = GetPrefix(venueId);
        return
            name.StartsWith(prefix, StringComparison.Ordinal)
            && name.EndsWith(Extension, StringComparison.Ordinal)
            && name.Length >= prefix.Length + TimeFormat.Length + Extension.Length
            && DateTimeOffset.TryParseExact(
                name.AsSpan(prefix.Length, TimeFormat.Length),
                TimeFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var time
            )
            ? time
            : null;
    }

    private static string GetPrefix(Guid venueId) => $"ticketing-{venueId.ToString("N")[..8]}-";
}
