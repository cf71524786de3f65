using System.Text.Json;

namespace Ticketing.Events.Editing;

/// <summary>What an edit began from: goes with the form and comes back with it.</summary>
/// <param name="Version">Of the thing edited.</param>
/// <param name="Loaded">The form as it was filled in then, as JSON.</param>
public sealed record Revision(int Version, string Loaded)
{
    public static Revision Of<TForm>(int version, TForm form) => new(version, JsonSerializer.Serialize(form));

    /// <summary>Null where it came back broken: then all that differs counts as changed by both.</summary>
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

/// <summary>One field that somebody else changed meanwhile.</summary>
/// <param name="IsYoursToo">False: yours is as it was, and theirs now stands in the form.</param>
public sealed record Difference(string Label, string Theirs, string Yours, bool IsYoursToo);

/// <summary>A field of a form, to compare and to take over.</summary>
public sealed record FormField<TForm>(string Label, Func<TForm, string> Text, Action<TForm, TForm> Copy);

public static class Collision
{
    /// <summary>What others changed since <paramref name="loaded"/>. Fields that only they changed are taken over into <paramref name="typed"/>.</summary>
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
