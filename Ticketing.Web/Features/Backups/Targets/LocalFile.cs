namespace Ticketing.Features.Backups.Targets;

internal static class LocalFile
{
    private const int BufferBytes = 128 * 1024;
    private const UnixFileMode OwnerReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static FileStream OpenRead(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, useAsync: true);

    /// <summary>
    /// Writes a new file that only the current user can read, and returns when it is on disk. Deletes it again if writing fails.
    /// </summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> writeAsync)
    {
        var file = CreateNew(path);
        try
        {
            await using (file)
            {
                await writeAsync(file);
                file.Flush(flushToDisk: true);
            }
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <param name="onCopied">Called after each chunk with the number of bytes so far.</param>
    public static async Task CopyAsync(Stream source, Stream destination, Action<long> onCopied, CancellationToken ct)
    {
        var buffer = new byte[BufferBytes];
        var total = 0L;
        while (await source.ReadAsync(buffer, ct) is > 0 and var read)
        {
            await destination.WriteAsync(buffer.AsMemory(0, read), ct);
            onCopied(total += read);
        }

        ct.ThrowIfCancellationRequested();
    }

    private static FileStream CreateNew(string path)
    {
        // Unbuffered: a full disk fails the write, not the closing.
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerReadWrite;
        }

        return new FileStream(path, options);
    }
}
