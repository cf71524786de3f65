using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Settings;

namespace Ticketing.Events.Posters;

/// <summary>Reads uploads from the storage folder, or from the database and caches them there.</summary>
public sealed partial class PosterShelf(TicketingDbContext db, StorageFolder storage, ILogger<PosterShelf> log)
{
    private const string Folder = "posters";

    public async Task<byte[]?> ReadAsync(string name, string size, CancellationToken ct)
    {
        // From the URL: only names that we generated may reach the file system.
        if (!IsName(name) || !PosterFile.Sizes.Contains(size))
        {
            return null;
        }

        var file = Path.Combine(storage.PathOf(Folder), $"{name}-{size}");
        if (File.Exists(file))
        {
            return await File.ReadAllBytesAsync(file, ct);
        }

        var bytes = await db.Set<PosterFile>().Where(p => p.Name == name && p.Size == size).Select(p => p.Bytes).SingleOrDefaultAsync(ct);
        if (bytes is not null)
        {
            await KeepAsync(file, bytes);
        }

        return bytes;
    }

    private async Task KeepAsync(string file, byte[] bytes)
    {
        try
        {
            var unfinished = $"{file}.{Guid.NewGuid():N}";
            await File.WriteAllBytesAsync(unfinished, bytes, CancellationToken.None);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            NotKept(log, error);
        }
    }

    private static bool IsName(string name) => name.Length == PosterFile.NameLength && name.All(char.IsAsciiHexDigitLower);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not cache a poster in the storage folder; serving it from the database")]
    private static partial void NotKept(ILogger logger, Exception error);
}
