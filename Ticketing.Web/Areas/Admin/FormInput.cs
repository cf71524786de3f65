using Ticketing.Accounts;

namespace Ticketing.Areas.Admin;

/// <summary>A field of a form with its label, and beneath it what is wrong with it.</summary>
/// <param name="Refused">What was wrong with the form; shown where it names this field.</param>
public sealed record FormInput(string Name, string Label, AccountOutcome.Refused? Refused = null)
{
    public string Type { get; init; } = "text";
    public string? Value { get; init; }
    public string? Hint { get; init; }
    public string? Autocomplete { get; init; }
    public bool First { get; init; }

    public string? Wrong => Refused?.Field == Name ? Refused.Reason : null;

    public string? DescribedBy => string.Join(' ', new[] { Hint is null ? null : $"{Name}-hint", Wrong is null ? null : $"{Name}-error" }.OfType<string>()) is { Length: > 0 } ids ? ids : null;
}
