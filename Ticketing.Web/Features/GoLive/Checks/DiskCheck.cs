using System.Globalization;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Data.Disk;

namespace Ticketing.Features.GoLive.Checks;

internal sealed class DiskCheck(StorageFolder storage, DiskSpace disk) : IGoLiveCheck
{
    /// <summary>Enough for a season of orders and their mails.</summary>
    internal const long AmpleBytes = 1024L * 1024 * 1024;

    public string Topic => GoLiveTopics.Disk;

    public bool NeedsDatabase => false;

    public Task<GoLiveFinding> CheckAsync(CancellationToken ct) => Task.FromResult(Describe(DiskSpace.FindFreeBytes(storage), disk.IsFull));

    internal static GoLiveFinding Describe(long? free, bool isFull) =>
        free switch
        {
            _ when isFull => GoLiveFinding.Fail("The disk is full: nothing can be sold or saved. Make space for the database."),
            null => GoLiveFinding.CannotTell("the file system does not say how much space is left in the storage folder."),
            < DiskSpace.LowBytes => GoLiveFinding.Fail(
                $"{Format(free.Value)} are left for the storage folder. Make space before sales stop."
            ),
            < AmpleBytes => GoLiveFinding.Warn(
                $"{Format(free.Value)} are left for the storage folder. Make more space before the first sale."
            ),
            _ => GoLiveFinding.Ok($"{Format(free.Value)} are left for the storage folder."),
        };

    private static string Format(long bytes) =>
        bytes < AmpleBytes
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024 / 1024} MB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024d / 1024 / 1024:0.0} GB");
}
