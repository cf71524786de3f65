using System.IO.Compression;
using System.Security.Cryptography;

namespace Ticketing.Features.Backups.Archives;

/// <summary>Writes a ZIP file, encrypted if there is a passphrase. It is a backup once <see cref="CompleteAsync"/> has returned.</summary>
internal sealed class ArchiveWriter : IAsyncDisposable
{
    private const int BufferLength = 128 * 1024;

    private readonly FileStream file;
    private readonly EncryptingStream? encryption;
    private readonly ZipArchive zip;
    private readonly List<ArchivedFile> files = [];

    /// <param name="path">A new file, deleted by the caller if anything fails.</param>
    /// <param name="passphrase">Null or empty for a backup that everyone can read.</param>
    public ArchiveWriter(string path, string? passphrase)
    {
        file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferLength);
        encryption = string.IsNullOrEmpty(passphrase) ? null : new EncryptingStream(file, passphrase);
        zip = new ZipArchive((Stream?)encryption ?? file, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <param name="isCompressed">The file is compressed already.</param>
    public async Task AddAsync(string name, string path, bool isCompressed, IProgress<long>? read, CancellationToken ct)
    {
        await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferLength);
        var entry = zip.CreateEntry(name, isCompressed ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
        await using var target = entry.Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, size) = (new byte[BufferLength], 0L);
        while (await source.ReadAsync(buffer, ct) is > 0 and var length)
        {
            hash.AppendData(buffer, 0, length);
            await target.WriteAsync(buffer.AsMemory(0, length), ct);
            size += length;
            read?.Report(size);
        }

        files.Add(new ArchivedFile(name, size, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    /// <summary>Writes the manifest and flushes everything to disk.</summary>
    /// <param name="describe">Gets the files that were added.</param>
    public async Task<BackupManifest> CompleteAsync(Func<IReadOnlyList<ArchivedFile>, BackupManifest> describe, CancellationToken ct)
    {
        var manifest = describe(files);
        var json = manifest.ToJson();
        await AddAsync(BackupManifest.FileName, json, ct);
        await AddAsync(BackupManifest.ChecksumFileName, BackupManifest.WriteChecksum(json), ct);
        zip.Dispose();
        if (encryption is not null)
        {
            await encryption.CompleteAsync(ct);
        }

        file.Flush(flushToDisk: true);
        return manifest;
    }

    private async Task AddAsync(string name, byte[] content, CancellationToken ct)
    {
        await using var target = zip.CreateEntry(name).Open();
        await target.WriteAsync(content, ct);
    }

    public async ValueTask DisposeAsync()
    {
        DisposeZip();
        if (encryption is not null)
        {
            await encryption.DisposeAsync();
        }

        await file.DisposeAsync();
    }

    // Writes its directory if it was not completed, which fails on a full disk. The failure that led here counts.
    private void DisposeZip()
    {
        try
        {
            zip.Dispose();
        }
        catch (IOException) { }
    }
}
