namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>Paths of staff's pages.</summary>
public static class StaffSections
{
    private static readonly string[] All = ["/admin", "/setup"];

    public static bool Include(PathString path) =>
        Array.Exists(All, section => path.StartsWithSegments(section, StringComparison.OrdinalIgnoreCase));
}
