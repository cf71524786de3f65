using NodaTime;

namespace Ticketing.Infrastructure.Localization;

/// <summary>Time zones known to both the operating system and NodaTime (calendar files).</summary>
public static class TimeZones
{
    private static readonly Lazy<IReadOnlyList<string>> Known = new(() =>
        [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out _))]
    );

    /// <summary>"Europe/London" and the like, without technical names.</summary>
    public static IEnumerable<string> Suggested =>
        Known.Value.Where(id =>
            id == "UTC" || (id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal))
        );

    public static IReadOnlyList<string> All => Known.Value;

    public static bool IsKnown(string id) => Known.Value.Contains(id);
}
