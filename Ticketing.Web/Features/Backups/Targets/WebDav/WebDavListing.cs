using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Ticketing.Features.Backups.Targets.WebDav;

/// <summary>Query and answer of PROPFIND.</summary>
internal static class WebDavListing
{
    private static readonly XNamespace Dav = "DAV:";

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static HttpContent CreateQuery() =>
        new StringContent(
            """<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/><getlastmodified/></prop></propfind>""",
            Encoding.UTF8,
            new MediaTypeHeaderValue("application/xml", "utf-8")
        );

    /// <returns>The plain files in the folder, incomplete copies among them; null if the answer is no list of files.</returns>
    public static IReadOnlyList<StoredBackup>? Parse(Stream answer, Uri folder)
    {
        try
        {
            using var reader = XmlReader.Create(answer, Settings);
            var root = XDocument.Load(reader).Root;
            return root?.Name == Dav + "multistatus"
                ? [.. root.Elements(Dav + "response").SelectMany(entry => ParseFile(entry, folder))]
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static IEnumerable<StoredBackup> ParseFile(XElement entry, Uri folder)
    {
        var properties = entry
            .Elements(Dav + "propstat")
            .Where(group => IsSuccess(group.Element(Dav + "status")?.Value))
            .SelectMany(group => group.Elements(Dav + "prop"))
            .Elements()
            .ToLookup(property => property.Name.LocalName);
        var isFolder = properties["resourcetype"].Elements(Dav + "collection").Any();
        if (
            !isFolder
            && GetName(entry.Element(Dav + "href")?.Value.Trim() ?? "", folder) is { } name
            && long.TryParse(
                properties["getcontentlength"].FirstOrDefault()?.Value,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var size
            )
            && DateTimeOffset.TryParse(
                properties["getlastmodified"].FirstOrDefault()?.Value,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var storedAt
            )
        )
        {
            yield return new StoredBackup(name, size, storedAt);
        }
    }

    // "HTTP/1.1 200 OK"
    private static bool IsSuccess(string? status) => status?.Split(' ').ElementAtOrDefault(1) == "200";

    /// <summary>Only the path counts: a server behind a proxy may name itself by another scheme or host.</summary>
    /// <returns>Null for anything but a plain file directly in the folder.</returns>
    private static string? GetName(string href, Uri folder)
    {
        if (!Uri.TryCreate(folder, href, out var address))
        {
            return null;
        }

        var path = Uri.UnescapeDataString(address.AbsolutePath);
        var parent = Uri.UnescapeDataString(folder.AbsolutePath);
        if (!path.StartsWith(parent, StringComparison.Ordinal))
        {
            return null;
        }

        var name = path[parent.Length..];
        return BackupName.IsValid(name) || (BackupName.IsPart(name) && BackupName.IsValid(name[..^BackupName.PartSuffix.Length]))
            ? name
            : null;
    }
}
