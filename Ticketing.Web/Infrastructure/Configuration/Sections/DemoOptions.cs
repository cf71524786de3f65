using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class DemoOptions : IValidatedOptions
{
    public static string Section => "Demo";

    /// <summary>Fills an empty database with the demo venue.</summary>
    public bool Seed { get; set; }

    public void Validate(SettingProblems problems) { }
}
