using NodaTime;

namespace Ticketing.Events.Editing;

/// <summary>The time zones that both the system's clock and calendar files know.</summary>
public static class Zones
{
    private static readonly Lazy<IReadOnlyList<string>> Known = new(() =>
        [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out _))]);

    /// <summary>Those that people look for: "Europe/London".</summary>
    public static IEnumerable<string> Suggested =>
        Known.Value.Where(id => id == "UTC" || (id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal)));

    public static IReadOnlyList<string> All => Known.Value;

    public static bool IsKnown(string id) => Known.Value.Contains(id);
}
