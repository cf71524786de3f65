using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class StorageOptions : IValidatedOptions
{
    public static string Section => "Storage";

    /// <summary>Relative to the content root.</summary>
    public string Directory { get; set; } = "data";

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.Require(!string.IsNullOrWhiteSpace(Directory), nameof(Directory), "must not be empty");
    }
}
