using Ticketing.Accounts;
using Ticketing.Events.Editing;

namespace Ticketing.Areas.Admin;

/// <summary>What every field of a form has: its label, what explains it, and what is wrong with it.</summary>
/// <param name="Name">Of the field within the form; its error is found by it.</param>
public abstract record FormField(string Name, string Label, FieldErrors Errors)
{
    /// <summary>Of the form; empty where its fields stand alone.</summary>
    public string Prefix { get; init; } = "Form";

    /// <summary>Keeps ids apart where a page has several of these forms.</summary>
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

/// <summary>A line, a box or a number.</summary>
public sealed record Field(string Name, string Label, string? Value, FieldErrors Errors) : FormField(Name, Label, Errors)
{
    public string Type { get; init; } = "text";
    public int? MaxLength { get; init; }

    /// <summary>0: a single line.</summary>
    public int Rows { get; init; }
    public string? InputMode { get; init; }
    public string? List { get; init; }
    public string Autocomplete { get; init; } = "off";
    public bool IsRequired { get; init; }

    /// <summary>Where typing begins.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Of a form about an account, which names the one field that was wrong.</summary>
    public static Field OfAccount(string name, string label, AccountOutcome.Refused? refused) =>
        new(name, label, Value: null, refused is null ? FieldErrors.None : new FieldErrors(new Dictionary<string, string> { [refused.Field] = refused.Reason }))
        {
            Prefix = "", IsRequired = true,
        };
}

/// <summary>A day and an hour.</summary>
/// <param name="AsksWhich">The hour comes twice that day, and the form asks which is meant.</param>
public sealed record MomentField(string Name, string Label, TypedMoment Value, bool AsksWhich, FieldErrors Errors) : FormField(Name, Label, Errors);
