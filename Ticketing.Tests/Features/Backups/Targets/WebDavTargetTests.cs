using Ticketing.Features.Backups.Targets;
using Ticketing.Tests.Support.Backups;
using Xunit;

namespace Ticketing.Tests.Features.Backups.Targets;

public sealed class WebDavTargetTests : BackupTargetFacts
{
    private WebDavStore Backups => (WebDavStore)Store;

    [Fact]
    public void A_WebDAV_server_is_outside_this_machine()
    {
        Assert.True(Store.Target.IsOutsideMachine);
        Assert.Matches("^the WebDAV folder at 127.0.0.1:[0-9]+$", Store.Target.Description);
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_empty_and_created_by_the_first_backup()
    {
        using var target = Backups.CreateTarget(WebDavServer.Password, "new");
        Assert.Empty(await target.ListAsync(Ct));

        await SaveAsync(target);

        Assert.Equal("backup", Assert.Single(await target.ListAsync(Ct)).Name);
    }

    [Fact]
    public async Task A_folder_in_a_folder_that_does_not_exist_is_reported()
    {
        using var target = Backups.CreateTarget(WebDavServer.Password, "nowhere/new");

        Assert.StartsWith("A folder above", await AssertReportedAsync(() => SaveAsync(target)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_reported()
    {
        using var target = Backups.CreateTarget("wrong");
        var expected = $"The user name or password was refused by {target.Description}.";

        Assert.Equal(expected, await AssertReportedAsync(() => target.ListAsync(Ct)));
        Assert.Equal(expected, await AssertReportedAsync(() => SaveAsync(target)));
        Assert.Equal(expected, await AssertReportedAsync(() => target.FetchAsync("x", InFolder("x"), Ct)));
        Assert.Equal(expected, await AssertReportedAsync(() => target.DeleteAsync("x", Ct)));
    }

    [Fact]
    public async Task Copies_that_a_killed_process_left_behind_are_deleted_after_a_day()
    {
        string[] leftBehind = ["old.0a.part", "new.0b.part", "not ours.part"];
        foreach (var name in leftBehind)
        {
            Backups.AddFile(name);
            var age = name.StartsWith("new", StringComparison.Ordinal) ? 23 : 25;
            File.SetLastWriteTimeUtc(Path.Combine(Backups.Folder, name), Backups.Clock.GetUtcNow().AddHours(-age).UtcDateTime);
        }

        await SaveAsync(Store.Target);

        Assert.Equal(["backup", "new.0b.part", "not ours.part"], Store.FindFiles().Order());
    }

    /// <summary>Several processes may have the same idea; the server decides.</summary>
    [Fact]
    public async Task Only_one_of_two_copies_with_the_same_name_is_kept()
    {
        using var second = Backups.CreateTarget(WebDavServer.Password);
        var racing = new RecordedProgress(_ => SaveAsync(second).GetAwaiter().GetResult(), once: true);

        var message = await AssertReportedAsync(() => Store.Target.SaveAsync("backup", CreateFile(100), racing, Ct));

        Assert.StartsWith("There is already a backup 'backup'", message, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(await second.ListAsync(Ct)).Size);
        Assert.Equal(["backup"], Store.FindFiles());
    }

    private protected override async Task<BackupStore> StartAsync()
    {
        var store = await WebDavStore.StartAsync();
        Directory.CreateDirectory(store.Folder);
        return store;
    }

    private Task SaveAsync(IBackupTarget target) => target.SaveAsync("backup", CreateFile(1), copied: null, Ct);
}
