using System.IO.Compression;
using System.Security.Cryptography;

namespace Ticketing.Features.Backups.Archives;

internal sealed class ArchiveReader : IDisposable
{
    private const long MaxManifestLength = 4 * 1024 * 1024;
    private const int BufferLength = 128 * 1024;

    private readonly ZipArchive zip;

    private ArchiveReader(ZipArchive zip, BackupManifest manifest) => (this.zip, Manifest) = (zip, manifest);

    public BackupManifest Manifest { get; }

    /// <param name="workFolder">Gets the decrypted file.</param>
    /// <exception cref="BackupFileException">The file is no whole backup, or the passphrase does not fit.</exception>
    public static async Task<ArchiveReader> OpenAsync(string path, string? passphrase, string workFolder, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            throw new BackupFileException($"There is no file '{path}'.");
        }

        var readable = await DecryptAsync(path, passphrase, workFolder, ct);
        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(readable);
            return new ArchiveReader(zip, await ReadManifestAsync(zip, ct));
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            zip?.Dispose();
            throw new BackupFileException($"'{Path.GetFileName(path)}' is no backup, or it is damaged or cut off.", error);
        }
        catch
        {
            zip?.Dispose();
            throw;
        }
    }

    /// <summary>Writes all files and compares them with the manifest.</summary>
    /// <exception cref="BackupFileException">Something is missing or altered.</exception>
    public async Task ExtractAsync(string folder, CancellationToken ct)
    {
        foreach (var file in Manifest.Files)
        {
            var path = Path.GetFullPath(Path.Combine(folder, file.Name));
            var entry = zip.GetEntry(file.Name);
            if (entry is null || !path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new BackupFileException($"'{file.Name}' is missing in this backup.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await ExtractAsync(entry, file, path, ct);
        }
    }

    public void Dispose() => zip.Dispose();

    private static async Task ExtractAsync(ZipArchiveEntry entry, ArchivedFile file, string path, CancellationToken ct)
    {
        try
        {
            await using var source = entry.Open();
            await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferLength);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var (buffer, size) = (new byte[BufferLength], 0L);
            while (size <= file.Size && await source.ReadAsync(buffer, ct) is > 0 and var length)
            {
                hash.AppendData(buffer, 0, length);
                await target.WriteAsync(buffer.AsMemory(0, length), ct);
                size += length;
            }

            if (size != file.Size || Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256)
            {
                throw new BackupFileException($"'{file.Name}' in this backup was altered.");
            }

            target.Flush(flushToDisk: true);
        }
        catch (InvalidDataException error)
        {
            throw new BackupFileException($"'{file.Name}' in this backup is damaged.", error);
        }
    }

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive zip, CancellationToken ct)
    {
        var json = await ReadAsync(zip, BackupManifest.FileName, ct);
        var manifest = BackupManifest.Parse(json);
        var checksum = await ReadAsync(zip, BackupManifest.ChecksumFileName, ct);
        return checksum.AsSpan().SequenceEqual(BackupManifest.WriteChecksum(json))
            ? manifest
            : throw new BackupFileException("The list of contents in this backup was altered.");
    }

    private static async Task<byte[]> ReadAsync(ZipArchive zip, string name, CancellationToken ct)
    {
        if (zip.GetEntry(name) is not { Length: <= MaxManifestLength } entry)
        {
            throw new InvalidDataException($"There is no {name}.");
        }

        await using var source = entry.Open();
        using var content = new MemoryStream();
        await source.CopyToAsync(content, ct);
        return content.ToArray();
    }

    /// <returns>The file itself if it is not encrypted.</returns>
    private static async Task<string> DecryptAsync(string path, string? passphrase, string workFolder, CancellationToken ct)
    {
        await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength);
        var start = new byte[EncryptionHeader.Length];
        var length = await source.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        if (!EncryptionHeader.IsStartOf(start))
        {
            // Otherwise whoever can write to the place of the backups could put an own venue there.
            return string.IsNullOrEmpty(passphrase)
                ? path
                : throw new BackupFileException(
                    "This backup is not encrypted, although Backup:Passphrase is set. If you trust it, unset the passphrase for this "
                        + "command."
                );
        }

        if (length < start.Length)
        {
            throw new BackupFileException("This backup is cut off.");
        }

        if (string.IsNullOrEmpty(passphrase))
        {
            throw new BackupFileException("This backup is encrypted. Set Backup:Passphrase to the passphrase that it was made with.");
        }

        var decrypted = Path.Combine(workFolder, "decrypted.zip");
        await using var target = new FileStream(decrypted, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferLength);
        await Decryption.CopyAsync(source, EncryptionHeader.Parse(start), target, passphrase, ct);
        return decrypted;
    }
}
