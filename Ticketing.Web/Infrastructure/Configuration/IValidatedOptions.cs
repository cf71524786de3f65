using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration;

/// <summary>Register with <c>services.AddSettings&lt;T&gt;()</c>. Properties are bound by name.</summary>
public interface IValidatedOptions
{
    static abstract string Section { get; }

    /// <summary>Values that could not be parsed are already reported and hold their default.</summary>
    void Validate(SettingProblems problems);
}
