using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.GoLive;
using Ticketing.Features.GoLive.Checks;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class MachineCheckTests
{
    private const long Mb = 1024 * 1024;

    [Theory]
    [InlineData(3 * 1024 * Mb, false, GoLiveStatus.Ok, "3.0 GB are left")]
    [InlineData(1023 * Mb, false, GoLiveStatus.Warn, "1023 MB are left for the storage folder. Make more space")]
    [InlineData(199 * Mb, false, GoLiveStatus.Fail, "199 MB are left for the storage folder. Make space before sales stop.")]
    [InlineData(3 * 1024 * Mb, true, GoLiveStatus.Fail, "The disk is full: nothing can be sold or saved.")]
    [InlineData(null, false, GoLiveStatus.Warn, "Cannot tell from here")]
    public void Little_space_is_told(long? free, bool isFull, GoLiveStatus status, string text)
    {
        var found = DiskCheck.Describe(free, isFull);
        Assert.Equal(status, found.Status);
        Assert.Contains(text, found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_disk_of_the_storage_folder_is_measured()
    {
        await using var venue = new GoLiveVenue();
        Assert.Contains("are left for the storage folder", (await venue.CheckAsync("disk")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Files_that_others_can_read_are_named()
    {
        await using var venue = new GoLiveVenue();
        var storage = venue.Services.GetRequiredService<StorageFolder>();
        await venue.AssertFindsAsync("permissions", GoLiveStatus.Ok, "other users of this machine cannot read it");

        var copied = storage.GetPath("copied.db");
        await File.WriteAllTextAsync(copied, "", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(copied, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        File.SetUnixFileMode(storage.Root, File.GetUnixFileMode(storage.Root) | UnixFileMode.OtherExecute);
        await venue.AssertFindsAsync("permissions", GoLiveStatus.Warn, $"Keep them out with: chmod -R go= {storage.Root}");
        Assert.Contains("copied.db", (await venue.CheckAsync("permissions")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_a_problem()
    {
        await using var venue = new GoLiveVenue();
        var keys = venue.Services.GetRequiredService<StorageFolder>().GetPath("posters");
        Directory.Delete(keys);
        await File.WriteAllTextAsync(keys, "", TestContext.Current.CancellationToken);
        await venue.AssertFindsAsync("permissions", GoLiveStatus.Fail, "posters' cannot be written by this program's user");
    }
}
