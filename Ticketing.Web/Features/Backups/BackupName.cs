using System.Globalization;

namespace Ticketing.Features.Backups;

/// <summary>
/// "ticketing-1a2b3c4d-20261129-031500.backup": the venue's id, so that venues may share a place, and the time in UTC. Names are the same
/// on every file system and need no escaping in a URL.
/// </summary>
public static class BackupName
{
    /// <summary>Ends the name of a copy that is not complete.</summary>
    public const string PartSuffix = ".part";

    private const string Extension = ".backup";
    private const string UpgradeExtension = "-upgrade" + Extension;
    private const string TimeFormat = "yyyyMMdd-HHmmss";
    private const int MaxLength = 150;

    public static string Create(Guid venueId, DateTimeOffset createdAt) => GetStart(venueId, createdAt) + Extension;

    public static string CreateForUpgrade(Guid venueId, DateTimeOffset createdAt) => GetStart(venueId, createdAt) + UpgradeExtension;

    public static bool IsForUpgrade(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(UpgradeExtension, StringComparison.Ordinal);
    }

    /// <returns>A name for a copy that is not complete yet. No other process uses it.</returns>
    public static string CreatePart(string name) => $"{name}.{Guid.NewGuid():N}{PartSuffix}";

    public static bool IsPart(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(PartSuffix, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>True for every plain file name: staff may rename backups.</summary>
    public static bool IsValid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= MaxLength
            && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            && !IsPart(name);
    }

    /// <exception cref="ArgumentException">The name is no plain file name.</exception>
    public static void Require(string name)
    {
        if (!IsValid(name))
        {
            throw new ArgumentException($"'{name}' is not a name of a backup.", nameof(name));
        }
    }

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

    private static string GetStart(Guid venueId, DateTimeOffset createdAt) =>
        GetPrefix(venueId) + createdAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string GetPrefix(Guid venueId) => $"ticketing-{venueId.ToString("N")[..8]}-";
}
