namespace Ticketing.Bench.History;

/// <summary>The same in every process, unlike <see cref="HashCode"/>.</summary>
internal static class Seeds
{
    public static int From(params ReadOnlySpan<int> parts)
    {
        var hash = 17;
        foreach (var part in parts)
        {
            hash = unchecked((hash * 486_187_739) + part);
        }

        return hash;
    }
}
