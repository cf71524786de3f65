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
            _ when isFull => GoLiveFinding.Fail(T["The disk is full: nothing can be sold or saved. Make space for the database."]),
            null => GoLiveFinding.CannotTell(T["the file system does not say how much space is left in the storage folder."]),
            < DiskSpace.LowBytes => GoLiveFinding.Fail(
                T["{0} are left for the storage folder. Make space before sales stop.", Format(free.Value)]
            ),
            < AmpleBytes => GoLiveFinding.Warn(
                T["{0} are left for the storage folder. Make more space before the first sale.", Format(free.Value)]
            ),
            _ => GoLiveFinding.Ok(T["{0} are left for the storage folder.", Format(free.Value)]),
        };

    private static string Format(long bytes) =>
        bytes < AmpleBytes ? T["{0} MB", bytes / 1024 / 1024] : T["{0:0.0} GB", bytes / 1024d / 1024 / 1024];
}
