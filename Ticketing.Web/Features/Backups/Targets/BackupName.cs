namespace Ticketing.Features.Backups.Targets;

/// <summary>Names that are the same on every file system and need no escaping in a URL.</summary>
internal static class BackupName
{
    /// <summary>Ends the name of a copy that is not complete.</summary>
    public const string PartSuffix = ".part";

    /// <summary>Incomplete copies older than this were left behind by a process that was killed.</summary>
    public static readonly TimeSpan MaxPartAge = TimeSpan.FromDays(1);

    private const int MaxLength = 150;

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
        && !IsPart(name);

    /// <returns>A name for a copy that is not complete yet. No other process uses it.</returns>
    public static string CreatePart(string name) => $"{name}.{Guid.NewGuid():N}{PartSuffix}";

    public static bool IsPart(string name) => name.EndsWith(PartSuffix, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">The name is no plain file name.</exception>
    public static void Require(string name)
    {
        if (!IsValid(name))
        {
            throw new ArgumentException($"'{name}' is not a name of a backup.", nameof(name));
        }
    }
}
