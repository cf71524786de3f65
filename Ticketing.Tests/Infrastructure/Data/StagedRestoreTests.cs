using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

public sealed class StagedRestoreTests : IAsyncDisposable
{
    private const string Staged = StagedRestore.Staged;

    private readonly TicketingApp app = new();
    private readonly DirectoryInfo backup = Directory.CreateTempSubdirectory("ticketing-backups-");

    private string Database => GetPath("other.db");

    public async ValueTask DisposeAsync()
    {
        backup.Delete(recursive: true);
        await app.DisposeAsync();
    }

    /// <summary>After each of these a process may be killed.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void An_exchange_is_finished_wherever_it_was_interrupted(int steps)
    {
        var staged = Stage();
        var replaced = $".replaced-{File.ReadAllText(GetPath("restore.ready"))[..8]}";
        Action[] exchange =
        [
            () => File.Move(Database, Database + replaced),
            () => File.Move(Database + Staged, Database),
            () => File.Move(GetKey("since.xml"), GetKey("since.xml" + replaced)),
            () => File.Move(GetKey("both.xml"), GetKey("both.xml" + replaced)),
            () => File.Move(GetKey("both.xml" + Staged), GetKey("both.xml")),
        ];
        Array.ForEach(exchange[..steps], step => step());

        Assert.Equal(replaced, staged.Finish());

        Assert.Equal("restored", File.ReadAllText(Database));
        Assert.Equal("old", File.ReadAllText(Database + replaced));
        Assert.Equal(["both.xml", "lost.xml"], GetNames("*.xml"));
        Assert.Equal("restored", File.ReadAllText(GetKey("both.xml")));
        Assert.Equal(["both.xml" + replaced, "since.xml" + replaced], GetNames("*.replaced-*"));
        Assert.Equal("old", File.ReadAllText(GetKey("both.xml" + replaced)));
        Assert.Empty(GetNames("*" + Staged));
        Assert.False(staged.IsReady);
        Assert.Null(staged.Finish());
        Assert.Equal("restored", File.ReadAllText(Database));
    }

    [Fact]
    public void An_exchange_waits_while_the_volume_of_the_keys_is_not_mounted()
    {
        var staged = Stage();
        var elsewhere = Directory.CreateDirectory(Path.Combine(backup.FullName, "volume")).FullName;
        MoveFiles(GetPath("keys"), elsewhere);

        var refused = Assert.Throws<ConfigurationException>(() => staged.Finish());

        Assert.Contains(".xml' is missing. If its folder is a volume of its own, mount it", refused.Message, StringComparison.Ordinal);
        Assert.True(staged.IsReady);
        Assert.Equal("old", File.ReadAllText(Database));
        MoveFiles(elsewhere, GetPath("keys"));
        Assert.NotNull(staged.Finish());
        Assert.Equal("restored", File.ReadAllText(Database));
        Assert.Equal(["both.xml", "lost.xml"], GetNames("*.xml"));
    }

    [Fact]
    public void An_exchange_without_any_database_is_not_finished()
    {
        var staged = Stage();
        File.Delete(Database);
        File.Delete(Database + Staged);

        var refused = Assert.Throws<ConfigurationException>(() => staged.Finish());

        Assert.Contains($"'{Database}' is missing", refused.Message, StringComparison.Ordinal);
        Assert.True(staged.IsReady);
    }

    [Fact]
    public void A_copy_of_the_operator_is_not_deleted()
    {
        Directory.CreateDirectory(GetPath("keys"));
        string[] copies = [Database + ".restored", Database + ".new", Database + ".backup", GetKey("key-1.xml.restored")];
        Array.ForEach(copies, copy => File.WriteAllText(copy, "copy"));

        Assert.Null(Create().Finish());

        Assert.All(copies, copy => Assert.True(File.Exists(copy), copy));
    }

    [Fact]
    public void What_cannot_be_staged_leaves_nothing_behind()
    {
        var staged = Create();
        File.WriteAllText(Path.Combine(backup.FullName, "copy"), "restored");

        Assert.Throws<DirectoryNotFoundException>(() =>
            staged.Stage(Path.Combine(backup.FullName, "copy"), Path.Combine(backup.FullName, "missing"))
        );

        Assert.False(staged.IsReady);
        Assert.False(File.Exists(Database + Staged));
    }

    private static void MoveFiles(string from, string to) =>
        Array.ForEach(Directory.GetFiles(from), path => File.Move(path, Path.Combine(to, Path.GetFileName(path))));

    private StagedRestore Create() => new(app.Services.GetRequiredService<StorageFolder>(), Database);

    private StagedRestore Stage()
    {
        var staged = Create();
        var (copy, keys) = (Path.Combine(backup.FullName, "copy"), backup.CreateSubdirectory("keys").FullName);
        Directory.CreateDirectory(GetPath("keys"));
        Array.ForEach(Directory.GetFiles(GetPath("keys")), File.Delete);
        foreach (var old in new[] { Database, GetKey("both.xml"), GetKey("since.xml") })
        {
            File.WriteAllText(old, "old");
        }

        foreach (var restored in new[] { copy, Path.Combine(keys, "both.xml"), Path.Combine(keys, "lost.xml") })
        {
            File.WriteAllText(restored, "restored");
        }

        staged.Stage(copy, keys);
        return staged;
    }

    private string GetPath(string name) => Path.Combine(app.StorageFolder, name);

    private string GetKey(string name) => Path.Combine(GetPath("keys"), name);

    private IEnumerable<string?> GetNames(string pattern) =>
        Directory.GetFiles(GetPath("keys"), pattern).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
