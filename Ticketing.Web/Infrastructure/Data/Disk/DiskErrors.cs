namespace Ticketing.Infrastructure.Data.Disk;

public static class DiskErrors
{
    /// <summary>ENOSPC.</summary>
    private const int NoSpace = 28;

    /// <summary>ERROR_DISK_FULL, as an HRESULT.</summary>
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>A file could not be written for lack of space.</summary>
    public static bool IsFull(Exception error) => error is IOException { HResult: NoSpace or WindowsDiskFull };
}
