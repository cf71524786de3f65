using System.Globalization;

namespace Ticketing.Settings;

/// <summary>Problems of one section, with full keys.</summary>
public sealed class SettingFindings(string section, IHostEnvironment environment)
{
    private readonly List<SettingProblem> problems = [];

    public IReadOnlyList<SettingProblem> Problems => problems;

    public bool IsLive => !environment.IsDevelopment();

    public void Add(string key, string reason)
    {
        // The first problem is closest to the cause.
        if (problems.TrueForAll(p => p.Key != section + ":" + key))
        {
            problems.Add(new(section + ":" + key, reason));
        }
    }

    public void Require(bool holds, string key, string reason)
    {
        if (!holds)
        {
            Add(key, reason);
        }
    }

    public void RequireAtMost(int characters, string key, string value) =>
        Require(value.Length <= characters, key, string.Create(CultureInfo.InvariantCulture, $"is longer than {characters} characters"));

    public void RequireBetween<T>(string key, T value, T least, T most) where T : IComparable<T>, IFormattable =>
        Require(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0, key, string.Create(
            CultureInfo.InvariantCulture, $"{value} is out of range; it must be from {least} to {most}"));
}

/// <summary>The reason never contains a secret.</summary>
public sealed record SettingProblem(string Key, string Reason)
{
    public override string ToString() => $"{Key}: {Reason}";
}
