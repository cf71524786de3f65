namespace Ticketing.Areas.Admin;

/// <summary>What is wrong with a form, field by field, in sentences.</summary>
/// <param name="ByField">By the name of the field within the form.</param>
public sealed record FieldErrors(IReadOnlyDictionary<string, string> ByField)
{
    public static FieldErrors None { get; } = new(new Dictionary<string, string>());

    public bool Any => ByField.Count > 0;

    public string? For(string field) => ByField.GetValueOrDefault(field);
}
