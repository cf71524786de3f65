namespace Ticketing.Infrastructure.Hosting.Startup;

/// <summary>A published program may be started from any directory. Null when running from source.</summary>
internal static class PublishedFolder
{
    public static string? ContentRootOrNull =>
        Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;
}
