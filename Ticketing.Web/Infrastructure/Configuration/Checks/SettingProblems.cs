using System.Globalization;

namespace Ticketing.Infrastructure.Configuration.Checks;

/// <summary>Problems of one section, with full keys.</summary>
public sealed class SettingProblems(string section, IHostEnvironment environment)
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

    public void Require(bool isValid, string key, string reason)
    {
        if (!isValid)
        {
            Add(key, reason);
        }
    }

    public void RequireAtMost(int characters, string key, string value) =>
        Require(value.Length <= characters, key, T["is longer than {0} characters", characters]);

    public void RequireBetween<TValue>(string key, TValue value, TValue min, TValue max)
        where TValue : IComparable<TValue>, IFormattable =>
        Require(
            value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0,
            key,
            T["{0} is out of range; it must be from {1} to {2}", Format(value), Format(min), Format(max)]
        );

    private static string Format(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>The reason never contains a secret.</summary>
public sealed record SettingProblem(string Key, string Reason)
{
    public override string ToString() => $"{Key}: {Reason}";
}
