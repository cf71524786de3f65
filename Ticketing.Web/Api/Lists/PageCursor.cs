using System.Security.Cryptography;
using System.Text;
using Ticketing.Infrastructure.Data.Paging;

namespace Ticketing.Api.Lists;

/// <summary>A position in one list. It names the list, because the same position in another one means nothing.</summary>
internal static class PageCursor
{
    private const char Separator = '.';
    private const int HashBytes = 4;

    public static string Write(PagePosition position, string path) => $"{position}{Separator}{Name(path)}";

    /// <returns>Null if it is no cursor of the list at this path.</returns>
    public static PagePosition? Read(string cursor, string path) =>
        cursor.LastIndexOf(Separator) is > 0 and var end && cursor[(end + 1)..] == Name(path) ? PagePosition.Parse(cursor[..end]) : null;

    private static string Name(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normalize(path))).AsSpan(0, HashBytes));

    // Ids have several spellings.
    private static string Normalize(string path) =>
        string.Join('/', path.TrimEnd('/').Split('/').Select(part => Guid.TryParse(part, out var id) ? id.ToString() : part))
            .ToUpperInvariant();
}
