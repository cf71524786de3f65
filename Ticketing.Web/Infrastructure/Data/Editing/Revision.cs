using System.Text.Json;

namespace Ticketing.Infrastructure.Data.Editing;

/// <summary>State that an edit started from; travels with the form.</summary>
/// <param name="Loaded">The form's values then, as JSON.</param>
public sealed record Revision(int Version, string Loaded)
{
    public static Revision Create<TForm>(int version, TForm form) => new(version, JsonSerializer.Serialize(form));

    /// <summary>Null if the JSON is broken; every difference then counts as changed by both.</summary>
    public TForm? Deserialize<TForm>()
        where TForm : class
    {
        try
        {
            return JsonSerializer.Deserialize<TForm>(Loaded);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="IsChangedByBoth">False if only they changed it; the form then has their value.</param>
public sealed record FieldConflict(string Label, string Theirs, string Yours, bool IsChangedByBoth);

public sealed record EditableField<TForm>(string Label, Func<TForm, string> GetText, Action<TForm, TForm> Copy);

public static class FormMerger
{
    /// <summary>
    /// Lists what others changed since <paramref name="loaded"/>; what only they changed is copied into <paramref name="typed"/>.
    /// </summary>
    public static IReadOnlyList<FieldConflict> Merge<TForm>(
        IReadOnlyList<EditableField<TForm>> fields,
        TForm? loaded,
        TForm typed,
        TForm current
    )
        where TForm : class
    {
        List<FieldConflict> found = [];
        foreach (var field in fields)
        {
            var (theirs, yours) = (field.GetText(current), field.GetText(typed));
            var was = loaded is null ? null : field.GetText(loaded);
            if (theirs == yours || theirs == was)
            {
                continue;
            }

            found.Add(new FieldConflict(field.Label, theirs, yours, yours != was));
            if (yours == was)
            {
                field.Copy(current, typed);
            }
        }

        return found;
    }
}
