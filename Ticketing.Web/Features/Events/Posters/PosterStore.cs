using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Events.Posters;

/// <summary>Reads uploads from the storage folder, or from the database and caches them there.</summary>
public sealed partial class PosterStore(TicketingDbContext db, StorageFolder storage, ILogger<PosterStore> log)
{
    private const string Folder = "posters";

    public async Task<byte[]?> ReadAsync(string name, string size, CancellationToken ct)
    {
        // From the URL: only names that we generated may reach the file system.
        if (!IsValidName(name) || !PosterFile.Sizes.Contains(size))
        {
            return null;
        }

        var file = Path.Combine(storage.GetPath(Folder), $"{name}-{size}");
        if (File.Exists(file))
        {
            return await File.ReadAllBytesAsync(file, ct);
        }

        var bytes = await db.Set<PosterFile>().Where(p => p.Name == name && p.Size == size).Select(p => p.Bytes).SingleOrDefaultAsync(ct);
        if (bytes is not null)
        {
            await CacheAsync(file, bytes);
        }

        return bytes;
    }

    private async Task CacheAsync(string file, byte[] bytes)
    {
        try
        {
            var unfinished = $"{file}.{Guid.NewGuid():N}";
            await File.WriteAllBytesAsync(unfinished, bytes, CancellationToken.None);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            NotCached(log, error);
        }
    }

    private static bool IsValidName(string name) => name.Length == PosterFile.NameLength && name.All(char.IsAsciiHexDigitLower);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not cache a poster in the storage folder; serving it from the database")]
    private static partial void NotCached(ILogger logger, Exception error);
}
