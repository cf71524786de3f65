using System.Globalization;
using System.Text.RegularExpressions;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Events;

/// <summary>A band, singer or speaker of an event.</summary>
/// <param name="Time">In the event's time zone; null if it is not announced.</param>
public sealed partial record Act(string Name, TimeOnly? Time)
{
    public const int MaxNameLength = 100;

    /// <summary>"20:15", as <see cref="ToString"/> writes it.</summary>
    public string? TimeText => Time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <param name="lineUp">One act per line. Lines that cannot be read are names.</param>
    public static IReadOnlyList<Act> ReadAll(string lineUp) => [.. SplitLines(lineUp).Select(line => Read(line) ?? new Act(line, null))];

    public static IEnumerable<string> SplitLines(string lineUp) =>
        lineUp.Split('\n').Select(InputText.SingleLine).Where(line => line.Length > 0);

    /// <param name="line">A name, after a time if there is one: "20:15 Ana Luz".</param>
    /// <returns>Null if the time does not exist, or if there is no name.</returns>
    public static Act? Read(string line)
    {
        if (Timed().Match(line) is not { Success: true } timed)
        {
            return line.Length > 0 ? new Act(line, null) : null;
        }

        var time = timed.Groups["time"].Value.Replace('.', ':');
        return
            TimeOnly.TryParseExact(time, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            && timed.Groups["name"].Value is { Length: > 0 } name
            ? new Act(name, at)
            : null;
    }

    /// <summary>As <see cref="Read"/> reads it.</summary>
    public override string ToString() => TimeText is { } time ? $"{time} {Name}" : Name;

    [GeneratedRegex(@"^(?<time>[0-9]{1,2}[:.][0-9]{2})(?:$|\s*[-–—]?\s+(?<name>.*)$)")]
    private static partial Regex Timed();
}
