using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sources;

/// <summary><c>A__B_FILE</c> names the file that contains <c>A:B</c>. Content is trimmed and read once.</summary>
public sealed class SecretFileSource(IReadOnlyDictionary<string, string> variables) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new SecretFileProvider(variables);
}

public sealed class SecretFileProvider(IReadOnlyDictionary<string, string> variables) : ConfigurationProvider
{
    private const string Suffix = "_FILE";
    private readonly List<SettingProblem> problems = [];

    public IReadOnlyList<SettingProblem> Problems => problems;

    public override void Load()
    {
        problems.Clear();
        // SSL_CERT_FILE and similar are not ours.
        foreach (
            var (name, path) in variables.Where(v =>
                v.Key.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) && v.Key.Contains("__", StringComparison.Ordinal)
            )
        )
        {
            Read(name, path);
        }
    }

    private void Read(string name, string path)
    {
        var plain = name[..^Suffix.Length];
        if (variables.ContainsKey(plain))
        {
            problems.Add(new(name, $"{plain} is set too; set one of them"));
            return;
        }

        try
        {
            Set(plain.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), File.ReadAllText(path).Trim());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(new(name, $"the file '{path}' cannot be read"));
        }
    }
}
