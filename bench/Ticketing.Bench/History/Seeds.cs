namespace Ticketing.Bench.History;

/// <summary>Seeds that are the same in every process; the framework's own are not.</summary>
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
