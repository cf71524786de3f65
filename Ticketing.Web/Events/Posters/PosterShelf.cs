using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Settings;

namespace Ticketing.Events.Posters;

/// <summary>Finds uploaded pictures: in the storage folder, else in the database, and then puts a copy into the folder.</summary>
public sealed partial class PosterShelf(TicketingDbContext db, StorageFolder storage, ILogger<PosterShelf> log)
{
    private const string Folder = "posters";

    /// <returns>Null where there is no such picture.</returns>
    public async Task<byte[]?> ReadAsync(string name, string size, CancellationToken ct)
    {
        // Both come from an address: only names that we gave reach the folder.
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "A poster's copy could not be kept in the storage folder; it is served from the database")]
    private static partial void NotKept(ILogger logger, Exception error);
}
