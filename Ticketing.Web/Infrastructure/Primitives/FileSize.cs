using Ticketing.Infrastructure.Languages;

namespace Ticketing.Infrastructure.Primitives;

public static class FileSize
{
    /// <returns>In decimal units, like "1.4 MB", or "1,4 MB" in German.</returns>
    public static string Format(long bytes)
    {
        var (value, unit) = bytes switch
        {
            < 1_000 => (bytes, "bytes"),
            < 1_000_000 => (bytes / 1e3, "kB"),
            < 1_000_000_000 => (bytes / 1e6, "MB"),
            _ => (bytes / 1e9, "GB"),
        };
        return string.Create(Language.Current.Formats, $"{value:0.#} {unit}");
    }
}
