using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Snapshots;

namespace Ticketing.Features.Backups.Archives;

/// <param name="Size">In bytes.</param>
/// <param name="Sha256">In lower-case hexadecimal digits.</param>
public sealed record ArchivedFile(string Name, long Size, string Sha256);

/// <summary>Describes everything else in a backup. Only its checksum follows it.</summary>
public sealed record BackupManifest
{
    public const string FileName = "manifest.json";
    public const string ChecksumFileName = "manifest.sha256";
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    public required int Format { get; init; }

    /// <summary>Of the program that made the backup.</summary>
    public required string ProductVersion { get; init; }
    public required DatabaseProvider Database { get; init; }
    public required string VenueName { get; init; }

    /// <summary>The moment that the database is a copy of, give or take the start of the copy.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    public required DatabaseFacts Facts { get; init; }
    public required IReadOnlyList<ArchivedFile> Files { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>The line that <c>sha256sum --check</c> reads.</summary>
    public static byte[] WriteChecksum(ReadOnlySpan<byte> json) =>
        Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(json))}  {FileName}\n");

    /// <exception cref="BackupFileException">Not readable, or of a later version.</exception>
    public static BackupManifest Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            // First: another format may describe everything else otherwise.
            if (JsonSerializer.Deserialize<FormatOnly>(json, Json)?.Format != CurrentFormat)
            {
                throw new BackupFileException(
                    "This backup was made by another version of this program, in a format that is not known here. Use that version."
                );
            }

            return JsonSerializer.Deserialize<BackupManifest>(json, Json) is { Files: not null, Facts.Tables: not null } manifest
                ? manifest
                : throw new BackupFileException(Unreadable);
        }
        catch (JsonException error)
        {
            throw new BackupFileException(Unreadable, error);
        }
    }

    private const string Unreadable = "The list of contents in this backup cannot be read.";

    private sealed record FormatOnly(int Format);
}
