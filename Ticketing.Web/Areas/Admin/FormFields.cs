using Ticketing.Accounts;
using Ticketing.Events.Editing;

namespace Ticketing.Areas.Admin;

/// <param name="Name">Name within the form; also the key of its error.</param>
public abstract record FormField(string Name, string Label, FieldErrors Errors)
{
    /// <summary>Prefix of posted names; empty for fields bound directly to the page.</summary>
    public string Prefix { get; init; } = "Form";

    /// <summary>Makes ids unique if the page has several of these forms.</summary>
    public string Key { get; init; } = "";
    public string Hint { get; init; } = "";

    public string Id => Prefix.Length > 0 ? $"{Prefix}{Key}-{Name}" : Name;
    public string Posted => Prefix.Length > 0 ? $"{Prefix}.{Name}" : Name;
    public string? Error => Errors.For(Name);
    public string? Invalid => Error is null ? null : "true";
    public string? DescribedBy => (Hint.Length > 0, Error is not null) switch
    {
        (true, true) => $"{Id}-hint {Id}-error",
        (true, false) => $"{Id}-hint",
        (false, true) => $"{Id}-error",
        _ => null,
    };
}

public sealed record Field(string Name, string Label, string? Value, FieldErrors Errors) : FormField(Name, Label, Errors)
{
    public string Type { get; init; } = "text";
    public int? MaxLength { get; init; }

    /// <summary>Height of a text area; 0 renders an input.</summary>
    public int Rows { get; init; }
    public string? InputMode { get; init; }
    public string? List { get; init; }
    public string Autocomplete { get; init; } = "off";
    public bool IsRequired { get; init; }

    public bool IsFirst { get; init; }

    /// <summary>Field of an account form, whose refusal names a single field.</summary>
    public static Field OfAccount(string name, string label, AccountOutcome.Refused? refused) =>
        new(name, label, Value: null, refused is null ? FieldErrors.None : new FieldErrors(new Dictionary<string, string> { [refused.Field] = refused.Reason }))
        {
            Prefix = "", IsRequired = true,
        };
}

/// <param name="AsksWhich">The hour occurs twice that day (clocks go back), so the form asks which one is meant.</param>
public sealed record MomentField(string Name, string Label, TypedMoment Value, bool AsksWhich, FieldErrors Errors) : FormField(Name, Label, Errors);
