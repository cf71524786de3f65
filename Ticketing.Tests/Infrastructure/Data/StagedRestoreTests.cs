using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

public sealed class StagedRestoreTests : IAsyncDisposable
{
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
            () => File.Move(Database + ".restored", Database),
            () => File.Move(GetKey("since.xml"), GetKey("since.xml" + replaced)),
            () => File.Move(GetKey("both.xml"), GetKey("both.xml" + replaced)),
            () => File.Move(GetKey("both.xml.restored"), GetKey("both.xml")),
        ];
        Array.ForEach(exchange[..steps], step => step());

        Assert.Equal(replaced, staged.Finish());

        Assert.Equal("restored", File.ReadAllText(Database));
        Assert.Equal("old", File.ReadAllText(Database + replaced));
        Assert.Equal(["both.xml", "lost.xml"], GetNames("*.xml"));
        Assert.Equal("restored", File.ReadAllText(GetKey("both.xml")));
        Assert.Equal(["both.xml" + replaced, "since.xml" + replaced], GetNames("*.replaced-*"));
        Assert.Equal("old", File.ReadAllText(GetKey("both.xml" + replaced)));
        Assert.Empty(GetNames("*.restored"));
        Assert.False(staged.IsReady);
        Assert.Null(staged.Finish());
        Assert.Equal("restored", File.ReadAllText(Database));
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
        Assert.False(File.Exists(Database + ".restored"));
    }

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
