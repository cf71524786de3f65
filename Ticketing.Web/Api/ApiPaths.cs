namespace Ticketing.Api;

public static class ApiPaths
{
    public const string Root = "/api";
    public const string Version1 = Root + "/v1";

    public static bool IsApi(PathString path) => path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    public static bool IsVersion1(PathString path) => path.StartsWithSegments(Version1, StringComparison.OrdinalIgnoreCase);
}
