using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class MetricsOptions : IValidatedOptions
{
    private const int MinTokenLength = 16;

    public static string Section => "Metrics";

    /// <summary>Opens /metrics to other machines that send it as a bearer token. Without it only this machine may read them.</summary>
    public string Token { get; set; } = "";

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.Require(Token.Length is 0 or >= MinTokenLength, nameof(Token), $"must have at least {MinTokenLength} characters");
        // It is sent in a header.
        problems.Require(Token.All(c => c is > ' ' and < '\x7f'), nameof(Token), "may have only ASCII characters, without spaces");
    }
}
