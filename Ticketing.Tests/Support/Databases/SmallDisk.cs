using System.Globalization;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Databases;

/// <summary>
/// A venue's storage folder on a file system of 40 MB. Only root may mount one, and not in every container; without it, filling the disk
/// means that the operating system refuses every write of the program to a file.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int ChunkBytes = 64 * 1024;
    private readonly string folder;

    private SmallDisk(string folder, bool isMounted) => (this.folder, IsMounted) = (folder, isMounted);

    public bool IsMounted { get; }

    private string FillerPath => Path.Combine(folder, "filler");

    /// <summary>Before the venue's first use. Dispose before the venue.</summary>
    public static Task<SmallDisk> CreateAsync(TicketingApp venue) => CreateAsync(venue.StorageFolder);

    /// <param name="folder">What is in it is hidden.</param>
    public static async Task<SmallDisk> CreateAsync(string folder)
    {
        var isMounted =
            Environment.IsPrivilegedProcess
            && OperatingSystem.IsLinux()
            && await RunAsync("mount", "-t", "tmpfs", "-o", "size=40m,mode=0700", "tmpfs", folder) == 0;
        return new SmallDisk(folder, isMounted);
    }

    public async Task FillAsync(KillableProgram program)
    {
        if (!IsMounted)
        {
            await LimitFilesAsync(program, "0:");
            return;
        }

        await using var filler = new FileStream(FillerPath, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            while (true)
            {
                filler.Write(new byte[ChunkBytes]);
            }
        }
        catch (IOException)
        {
            // Full. The rest is less than a chunk.
        }
    }

    /// <summary>Only if a file system is mounted.</summary>
    public void FillBut(long bytesLeft)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        using var filler = new FileStream(FillerPath, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        for (; free > bytesLeft; free -= ChunkBytes)
        {
            filler.Write(new byte[ChunkBytes]);
        }
    }

    public void Free() => File.Delete(FillerPath);

    public async Task FreeAsync(KillableProgram program)
    {
        if (IsMounted)
        {
            File.Delete(FillerPath);
        }
        else
        {
            await LimitFilesAsync(program, "unlimited:");
        }
    }

    // Lazily: the venue still has its database open.
    public async ValueTask DisposeAsync()
    {
        if (IsMounted)
        {
            Assert.Equal(0, await RunAsync("umount", "--lazy", folder));
        }
    }

    private static async Task LimitFilesAsync(KillableProgram program, string limit) =>
        Assert.Equal(0, await RunAsync("prlimit", "--pid", program.ProcessId.ToString(CultureInfo.InvariantCulture), $"--fsize={limit}"));

    private static async Task<int> RunAsync(string command, params string[] arguments) =>
        (await TicketingProcess.RunAsync(command, arguments, Path.GetTempPath(), [])).ExitCode;
}
