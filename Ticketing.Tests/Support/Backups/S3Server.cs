using System.Diagnostics;

namespace Ticketing.Tests.Support.Backups;

/// <summary>The npm package s3rver on loopback. It checks the access key, but no signatures, and knows no conditional requests.</summary>
internal sealed class S3Server : IAsyncDisposable
{
    public const string AccessKey = "S3RVER";
    public const string Bucket = "backups";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);
    private readonly string folder = Directory.CreateTempSubdirectory("ticketing-s3-").FullName;
    private readonly TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    private S3Server(string package)
    {
        var start = new ProcessStartInfo(
            "node",
            [
                Path.Combine(package, "node_modules", "s3rver", "bin", "s3rver.js"),
                "--directory",
                folder,
                "--address",
                "127.0.0.1",
                "--port",
                "0",
                "--silent",
                "--no-vhost-buckets",
                "--configure-bucket",
                Bucket,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, said) => FindAnnouncement(said.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Url { get; private set; } = "";

    public string BucketFolder => Path.Combine(folder, Bucket);

    public static async Task<S3Server> StartAsync()
    {
        var server = new S3Server(await NpmPackage.InstallAsync("Ticketing.Tests/Support/Backups/fake-s3"));
        server.Url = await server.listening.Task.WaitAsync(StartTimeout);
        return server;
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void FindAnnouncement(string? line)
    {
        const string announcement = "S3rver listening on ";
        if (line?.StartsWith(announcement, StringComparison.Ordinal) == true)
        {
            listening.TrySetResult("http://" + line[announcement.Length..]);
        }
    }
}
