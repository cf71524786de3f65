namespace Ticketing.Data;

/// <summary>Text from outside, made to fit: PostgreSQL refuses what is longer than its column, or holds half a character.</summary>
public static class ColumnText
{
    /// <returns>At most <paramref name="width"/> characters; what was cut shows an ellipsis.</returns>
    public static string Cut(string text, int width)
    {
        if (text.Length <= width)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[width - 2]) ? width - 2 : width - 1;
        return text[..end] + "…";
    }
}
