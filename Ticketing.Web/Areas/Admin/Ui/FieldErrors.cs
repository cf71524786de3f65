namespace Ticketing.Areas.Admin.Ui;

/// <param name="ByField">Messages by field name, without the form's prefix.</param>
public sealed record FieldErrors(IReadOnlyDictionary<string, string> ByField)
{
    public static FieldErrors None { get; } = new(new Dictionary<string, string>());

    public bool Any => ByField.Count > 0;

    public string? For(string field) => ByField.GetValueOrDefault(field);
}
