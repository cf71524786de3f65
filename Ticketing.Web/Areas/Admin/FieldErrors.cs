namespace Ticketing.Areas.Admin;

/// <summary>What is wrong with a form, field by field, in sentences.</summary>
/// <param name="ByField">By the name of the field within the form.</param>
public sealed record FieldErrors(IReadOnlyDictionary<string, string> ByField)
{
    public static FieldErrors None { get; } = new(new Dictionary<string, string>());

    public bool Any => ByField.Count > 0;

    public string? For(string field) => ByField.GetValueOrDefault(field);
}

/// <summary>A line, a box or a number in a form.</summary>
/// <param name="Name">Of the field within the form; its error is found by it.</param>
public sealed record Field(string Name, string Label, string Value, FieldErrors Errors)
{
    /// <summary>Of the form.</summary>
    public string Prefix { get; init; } = "Form";

    /// <summary>Keeps ids apart where a page has several of these forms.</summary>
    public string Key { get; init; } = "";
    public string Hint { get; init; } = "";
    public int? MaxLength { get; init; }

    /// <summary>0: a single line.</summary>
    public int Rows { get; init; }
    public string InputMode { get; init; } = "";
    public string List { get; init; } = "";
    public bool IsRequired { get; init; }

    public string Id => $"{Prefix}{Key}-{Name}";
    public string? Error => Errors.For(Name);
    public string? DescribedBy => (Hint.Length > 0, Error is not null) switch
    {
        (true, true) => $"{Id}-hint {Id}-error",
        (true, false) => $"{Id}-hint",
        (false, true) => $"{Id}-error",
        _ => null,
    };
}

/// <summary>A day and an hour in a form.</summary>
/// <param name="AsksWhich">The hour comes twice that day, and the form asks which is meant.</param>
public sealed record MomentField(string Name, string Label, Ticketing.Events.Editing.TypedMoment Value, bool AsksWhich, FieldErrors Errors)
{
    public string Prefix { get; init; } = "Form";
    public string Key { get; init; } = "";
    public string Hint { get; init; } = "";

    public string Id => $"{Prefix}{Key}-{Name}";
    public string? Error => Errors.For(Name);
    public string? DescribedBy => (Hint.Length > 0, Error is not null) switch
    {
        (true, true) => $"{Id}-hint {Id}-error",
        (true, false) => $"{Id}-hint",
        (false, true) => $"{Id}-error",
        _ => null,
    };
}
