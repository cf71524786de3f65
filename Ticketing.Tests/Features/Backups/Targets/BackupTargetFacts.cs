using System.Security.Cryptography;
using Ticketing.Features.Backups.Targets;
using Ticketing.Tests.Support.Backups;
using Xunit;

namespace Ticketing.Tests.Features.Backups.Targets;

/// <summary>True of every target.</summary>
public abstract class BackupTargetFacts : IAsyncLifetime
{
    private const string Name = "venue-2026-11-29.backup";

    /// <summary>Three parts of a multipart upload.</summary>
    private const int BigFile = (2 * 8 * 1024 * 1024) + 12_345;

    private readonly string folder = Directory.CreateTempSubdirectory("ticketing-targets-").FullName;
    private BackupStore? store;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected BackupStore Store => store!;

    private IBackupTarget Target => Store.Target;

    public async ValueTask InitializeAsync() => store = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (store is not null)
        {
            await store.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(BigFile)]
    public async Task A_saved_file_is_listed_and_comes_back_unchanged(int size)
    {
        var file = CreateFile(size);
        var progress = new RecordedProgress();
        await Target.SaveAsync(Name, file, progress, Ct);

        var stored = Assert.Single(await Target.ListAsync(Ct));
        Assert.Equal((Name, size), (stored.Name, stored.Size));
        Assert.Equal(TimeProvider.System.GetUtcNow(), stored.StoredAt, TimeSpan.FromMinutes(1));
        Assert.Equal(size, progress.Values.LastOrDefault());
        Assert.Equal(progress.Values.Order(), progress.Values);
        Assert.Equal([Name], Store.FindFiles());

        var back = InFolder("back");
        await Target.FetchAsync(Name, back, Ct);
        Assert.Equal(HashFile(file), HashFile(back));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(back) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task A_deleted_backup_is_gone_and_deleting_it_again_does_nothing()
    {
        await Target.SaveAsync(Name, CreateFile(100), copied: null, Ct);
        await Target.SaveAsync("another", CreateFile(100), copied: null, Ct);

        await Target.DeleteAsync(Name, Ct);
        await Target.DeleteAsync(Name, Ct);

        Assert.Equal("another", Assert.Single(await Target.ListAsync(Ct)).Name);
    }

    [Fact]
    public async Task A_cancelled_copy_is_never_listed_and_leaves_nothing()
    {
        await Target.SaveAsync("another", CreateFile(1), copied: null, Ct);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var progress = new RecordedProgress(_ => cancelled.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Target.SaveAsync(Name, CreateFile(BigFile), progress, cancelled.Token)
        );

        Assert.True(progress.Values[^1] < BigFile);
        Assert.Equal("another", Assert.Single(await Target.ListAsync(Ct)).Name);
        Assert.Equal(["another"], Store.FindFiles());
        await Target.SaveAsync(Name, CreateFile(BigFile), copied: null, Ct);
        Assert.Equal(2, (await Target.ListAsync(Ct)).Count);
    }

    [Fact]
    public async Task A_cancelled_fetch_leaves_no_file()
    {
        await Target.SaveAsync(Name, CreateFile(1), copied: null, Ct);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Target.FetchAsync(Name, InFolder("back"), cancelled.Token));

        Assert.False(File.Exists(InFolder("back")));
    }

    [Fact]
    public async Task Nothing_is_replaced_neither_there_nor_here()
    {
        var first = CreateFile(100);
        await Target.SaveAsync(Name, first, copied: null, Ct);

        var error = await Assert.ThrowsAsync<BackupTargetException>(() => Target.SaveAsync(Name, CreateFile(200), copied: null, Ct));
        Assert.Equal($"There is already a backup '{Name}' in {Target.Description}.", error.Message);
        Assert.Equal([Name], Store.FindFiles());

        var local = CreateFile(300);
        var before = HashFile(local);
        await Assert.ThrowsAsync<BackupTargetException>(() => Target.FetchAsync(Name, local, Ct));
        Assert.Equal(before, HashFile(local));

        await Target.FetchAsync(Name, InFolder("back"), Ct);
        Assert.Equal(HashFile(first), HashFile(InFolder("back")));
    }

    [Fact]
    public async Task An_unknown_name_is_reported()
    {
        var error = await Assert.ThrowsAsync<BackupTargetException>(() => Target.FetchAsync(Name, InFolder("back"), Ct));

        Assert.Equal($"There is no backup '{Name}' in {Target.Description}.", error.Message);
        Assert.False(File.Exists(InFolder("back")));
    }

    [Fact]
    public async Task Other_files_and_folders_are_not_listed()
    {
        await Target.SaveAsync(Name, CreateFile(1), copied: null, Ct);
        string[] odd =
        [
            ".hidden",
            "a b",
            "ünï",
            "half.part",
            "half.PART",
            "more/backup",
            "..x",
            "-x",
            "quote'd",
            "back\\slash",
            "x&y",
            "x;y",
        ];
        foreach (var name in odd)
        {
            Store.AddFile(name);
        }

        Assert.Equal(Name, Assert.Single(await Target.ListAsync(Ct)).Name);
        Store.AddFile("copied-here-by-hand");
        Assert.Equal(["copied-here-by-hand", Name], (await Target.ListAsync(Ct)).Select(backup => backup.Name).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("x/y")]
    [InlineData("/etc/passwd")]
    [InlineData("x.part")]
    [InlineData("a b")]
    [InlineData("x?y")]
    public async Task A_name_that_is_no_plain_file_name_is_never_used(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Target.SaveAsync(name, CreateFile(1), copied: null, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Target.FetchAsync(name, InFolder("back"), Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Target.DeleteAsync(name, Ct));
    }

    [Fact]
    public async Task A_target_that_is_gone_is_reported_in_a_sentence()
    {
        await Target.SaveAsync(Name, CreateFile(1), copied: null, Ct);
        Store.Break();

        await AssertReportedAsync(() => Target.ListAsync(Ct));
        await AssertReportedAsync(() => Target.SaveAsync("another", CreateFile(1), copied: null, Ct));
        await AssertReportedAsync(() => Target.FetchAsync(Name, InFolder("back"), Ct));
        Assert.False(File.Exists(InFolder("back")));
    }

    [Fact]
    public async Task A_target_that_goes_away_during_a_copy_is_reported_in_a_sentence()
    {
        var breaking = new RecordedProgress(_ => Store.Break(), once: true);

        await AssertReportedAsync(() => Target.SaveAsync(Name, CreateFile(BigFile), breaking, Ct));

        Assert.NotEmpty(breaking.Values);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_reported_and_nothing_is_stored()
    {
        await AssertReportedAsync(() => Target.SaveAsync(Name, InFolder("missing"), copied: null, Ct));

        Assert.Empty(await Target.ListAsync(Ct));
        Assert.Empty(Store.FindFiles());
    }

    private protected abstract Task<BackupStore> StartAsync();

    private protected async Task<string> AssertReportedAsync(Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<BackupTargetException>(action);
        TestContext.Current.TestOutputHelper?.WriteLine(error.Message);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.True(char.IsUpper(error.Message[0]));
        if (Store.Secret is { } secret)
        {
            Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal);
        }

        return error.Message;
    }

    private protected string CreateFile(int size)
    {
        var path = InFolder(Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(size));
        return path;
    }

    private protected string InFolder(string name) => Path.Combine(folder, name);

    private static string HashFile(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
}
