using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Backups;
using Xunit;

namespace Ticketing.Tests.Features.Backups.Targets;

public sealed class FolderTargetTests : BackupTargetFacts
{
    private const int NoSpace = 28;

    private FolderStore Backups => (FolderStore)Store;

    [Fact]
    public void The_folder_is_on_this_machine()
    {
        Assert.False(Store.Target.IsOutsideMachine);
        Assert.Equal($"the folder '{Backups.Folder}'", Store.Target.Description);
    }

    [Fact]
    public async Task Copies_that_a_killed_process_left_behind_are_deleted_after_a_day()
    {
        Backups.AddFile("old.0a.part");
        Backups.AddFile("new.0b.part");
        File.SetLastWriteTimeUtc(Path.Combine(Backups.Folder, "old.0a.part"), Backups.Clock.GetUtcNow().AddHours(-25).UtcDateTime);
        File.SetLastWriteTimeUtc(Path.Combine(Backups.Folder, "new.0b.part"), Backups.Clock.GetUtcNow().AddHours(-23).UtcDateTime);

        await Store.Target.SaveAsync("backup", CreateFile(1), copied: null, Ct);

        Assert.Equal(["backup", "new.0b.part"], Store.FindFiles().Order());
    }

    [Fact]
    public async Task A_link_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        File.CreateSymbolicLink(Path.Combine(Backups.Folder, "link"), CreateFile(1));

        Assert.Empty(await Store.Target.ListAsync(Ct));
    }

    /// <summary>The file system is really full if this user may mount one.</summary>
    [Fact]
    public async Task A_full_disk_is_reported_and_keeps_no_part_of_the_copy()
    {
        var isMounted = Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() && await MountAsync();
        var progress = isMounted ? null : new RecordedProgress(_ => throw new IOException("No space left on device", NoSpace));
        try
        {
            var message = await AssertReportedAsync(() => Store.Target.SaveAsync("backup", CreateFile(8_000_000), progress, Ct));

            Assert.Equal("There is no space left on this machine's disk.", message);
            Assert.Empty(Store.FindFiles());
        }
        finally
        {
            if (isMounted)
            {
                await RunAsync("umount", "--lazy", Backups.Folder);
            }
        }
    }

    private protected override Task<BackupStore> StartAsync() => Task.FromResult<BackupStore>(new FolderStore());

    private async Task<bool> MountAsync() => await RunAsync("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", Backups.Folder) == 0;

    private static async Task<int> RunAsync(string command, params string[] arguments) =>
        (await TicketingProcess.RunAsync(command, arguments, Path.GetTempPath(), [])).ExitCode;
}
