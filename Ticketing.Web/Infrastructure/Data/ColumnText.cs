namespace Ticketing.Infrastructure.Data;

/// <summary>Shortens external text to its column. PostgreSQL rejects text that is too long or ends in half a surrogate pair.</summary>
public static class ColumnText
{
    public static string Truncate(string text, int width)
    {
        if (text.Length <= width)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[width - 2]) ? width - 2 : width - 1;
        return text[..end] + "…";
    }
}
