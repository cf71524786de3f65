using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

[UnsupportedOSPlatform("windows")]
public sealed class StorageStartupTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Readable = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Open = Owner | Readable | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ticketing-storage-");

    [Fact]
    public async Task What_the_program_creates_is_for_its_user_alone_even_in_an_open_folder()
    {
        File.SetUnixFileMode(folder.FullName, Open);
        var run = await MigrateAsync();
        Assert.True(run.ExitCode == 0, run.Errors);
        var created = folder.GetFileSystemInfos("*", SearchOption.AllDirectories);
        Assert.Contains(created, file => file.Name == "ticketing.db");
        Assert.All(created, file => Assert.True((file.UnixFileMode & ~Owner) == 0, $"{file.Name}: {file.UnixFileMode}"));
    }

    [Fact]
    public async Task A_running_server_keeps_its_keys_to_its_user()
    {
        await using var venue = new TicketingApp();
        using var program = new KillableProgram(venue);
        await program.StartAsync(TestContext.Current.CancellationToken);
        var keys = Directory.GetFiles(Path.Combine(venue.StorageFolder, "keys"));
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Equal(Owner & ~UnixFileMode.UserExecute, File.GetUnixFileMode(key)));
    }

    [Fact]
    public async Task Files_that_others_can_read_are_named_at_the_start()
    {
        await using var app = new LoggingApp();
        File.SetUnixFileMode(app.StorageFolder, Open);
        await File.WriteAllTextAsync(Path.Combine(app.StorageFolder, "loose.txt"), "", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(Path.Combine(app.StorageFolder, "loose.txt"), Owner | Readable);
        _ = app.Server;
        var warning = Assert.Single(app.Log.Lines, line => line.Text.Contains("Other users of this machine", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains("loose.txt", warning.Text, StringComparison.Ordinal);
        Assert.Contains($"chmod -R go= {app.StorageFolder}", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_folder_is_no_reason_for_a_warning()
    {
        await using var app = new LoggingApp();
        _ = app.Server;
        Assert.Equal(0, app.Log.Count("Other users of this machine"));
    }

    /// <summary>A socket cannot be opened as a file, even by root, who may open the files of everybody.</summary>
    [Theory]
    [InlineData("ticketing.db")]
    [InlineData("keys/key-1.xml")]
    public async Task A_file_that_cannot_be_written_is_named_in_one_sentence(string unusable)
    {
        var path = Path.Combine(folder.FullName, unusable);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        var run = await MigrateAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            $"'{path}' cannot be written by this program's user. Make that user the owner",
            run.Errors,
            StringComparison.Ordinal
        );
        Assert.Contains("Storage:Directory: ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>"lost+found" is root's. Nobody can create a file in "/sys".</summary>
    [Fact]
    public async Task A_folder_that_is_not_the_programs_need_not_be_writable()
    {
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "lost+found"), "/sys");
        var run = await MigrateAsync();
        Assert.True(run.ExitCode == 0, run.Errors);
    }

    private Task<TicketingProcess.Outcome> MigrateAsync() =>
        TicketingProcess.RunAsync(
            ["migrate"],
            new()
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Storage__Directory"] = folder.FullName,
                ["Site__PublicBaseUrl"] = "https://tickets.example",
            }
        );

    public void Dispose() => folder.Delete(recursive: true);
}
