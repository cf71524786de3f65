using System.Text.Json;

namespace Ticketing.Events.Editing;

/// <summary>State that an edit started from; travels with the form.</summary>
/// <param name="Loaded">The form's values then, as JSON.</param>
public sealed record Revision(int Version, string Loaded)
{
    public static Revision Of<TForm>(int version, TForm form) => new(version, JsonSerializer.Serialize(form));

    /// <summary>Null if the JSON is broken; every difference then counts as changed by both.</summary>
    public TForm? Read<TForm>()
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

/// <param name="IsYoursToo">False if only they changed it; the form then has their value.</param>
public sealed record Difference(string Label, string Theirs, string Yours, bool IsYoursToo);

public sealed record FormField<TForm>(string Label, Func<TForm, string> Text, Action<TForm, TForm> Copy);

public static class Collision
{
    /// <summary>
    /// Lists what others changed since <paramref name="loaded"/>; what only they changed is copied into <paramref name="typed"/>.
    /// </summary>
    public static IReadOnlyList<Difference> Merge<TForm>(IReadOnlyList<FormField<TForm>> fields, TForm? loaded, TForm typed, TForm current)
        where TForm : class
    {
        List<Difference> found = [];
        foreach (var field in fields)
        {
            var (theirs, yours) = (field.Text(current), field.Text(typed));
            var was = loaded is null ? null : field.Text(loaded);
            if (theirs == yours || theirs == was)
            {
                continue;
            }

            found.Add(new Difference(field.Label, theirs, yours, yours != was));
            if (yours == was)
            {
                field.Copy(current, typed);
            }
        }

        return found;
    }
}
