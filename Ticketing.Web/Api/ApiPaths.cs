namespace Ticketing.Api;

public static class ApiPaths
{
    public const string Root = "/api";
    public const string Version1 = Root + "/v1";

    public const string PublishedKeys = "/.well-known/jwks.json";

    public static bool IsApi(PathString path) => path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    /// <summary>Also what describes the API, and the keys of its tokens.</summary>
    public static bool IsForPrograms(PathString path) =>
        IsApi(path)
        || path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase)
        || path.Equals(PublishedKeys, StringComparison.OrdinalIgnoreCase);

    public static bool IsVersion1(PathString path) => path.StartsWithSegments(Version1, StringComparison.OrdinalIgnoreCase);
}
