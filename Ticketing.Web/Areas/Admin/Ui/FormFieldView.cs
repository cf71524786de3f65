using Ticketing.Features.Accounts;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Ui;

/// <param name="Name">Name within the form; also the key of its error.</param>
public abstract record FormFieldView(string Name, string Label, FieldErrors Errors)
{
    /// <summary>Prefix of posted names; empty for fields bound directly to the page.</summary>
    public string Prefix { get; init; } = "Form";

    /// <summary>Makes ids unique if the page has several of these forms.</summary>
    public string Key { get; init; } = "";
    public string Hint { get; init; } = "";

    public string Id => Prefix.Length > 0 ? $"{Prefix}{Key}-{Name}" : Name;
    public string PostName => Prefix.Length > 0 ? $"{Prefix}.{Name}" : Name;
    public string? Error => Errors.For(Name);
    public string? AriaInvalid => Error is null ? null : "true";
    public string? DescribedBy =>
        (Hint.Length > 0, Error is not null) switch
        {
            (true, true) => $"{Id}-hint {Id}-error",
            (true, false) => $"{Id}-hint",
            (false, true) => $"{Id}-error",
            _ => null,
        };
}

public sealed record TextFieldView(string Name, string Label, string? Value, FieldErrors Errors) : FormFieldView(Name, Label, Errors)
{
    public string Type { get; init; } = "text";
    public int? MaxLength { get; init; }

    /// <summary>Height of a text area; 0 renders an input.</summary>
    public int Rows { get; init; }
    public string? InputMode { get; init; }
    public string? List { get; init; }

    /// <summary>Tag of the language to write in; null for that of the page.</summary>
    public string? Language { get; init; }
    public string Autocomplete { get; init; } = "off";
    public bool IsRequired { get; init; }

    public bool HasAutofocus { get; init; }

    /// <summary>Field of an account form, whose refusal names a single field.</summary>
    public static TextFieldView ForAccount(string name, string label, AccountOutcome.Refused? refused) =>
        new(
            name,
            label,
            Value: null,
            refused is null ? FieldErrors.None : new FieldErrors(new Dictionary<string, string> { [refused.Field] = refused.Reason })
        )
        {
            Prefix = "",
            IsRequired = true,
        };
}

/// <param name="IsAmbiguous">The hour occurs twice that day (clocks go back), so the form asks which one is meant.</param>
public sealed record DateTimeFieldView(string Name, string Label, LocalTimeInput Value, bool IsAmbiguous, FieldErrors Errors)
    : FormFieldView(Name, Label, Errors);
