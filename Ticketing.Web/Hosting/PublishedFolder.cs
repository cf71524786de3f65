namespace Ticketing.Hosting;

/// <summary>
/// A published program finds its pages' files beside itself, from wherever it is started. One that runs from the source does not:
/// there the project's folder, the working directory of <c>dotnet run</c>, is right.
/// </summary>
internal static class PublishedFolder
{
    public static string? OrNull =>
        Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;
}
