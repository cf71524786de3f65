using System.Collections.Concurrent;
using System.ComponentModel;
using System.Security.Cryptography;
using Xunit;

namespace Ticketing.Tests.Support.Backups;

/// <summary>Programs for tests that come from npm, in the versions of a lock file.</summary>
internal static class NpmPackage
{
    private static readonly string[] Files = ["package.json", "package-lock.json"];
    private static readonly ConcurrentDictionary<string, Lazy<Task<string?>>> Installed = [];

    /// <summary>Installs on first use. Skips the test if npm cannot.</summary>
    /// <param name="folder">In the repository, with the two files that describe the package.</param>
    /// <returns>The folder with the package's "node_modules".</returns>
    public static async Task<string> InstallAsync(string folder)
    {
        var installed = await Installed.GetOrAdd(folder, _ => new(() => FindOrInstallAsync(Path.Combine(Repository.Folder, folder)))).Value;
        Assert.SkipWhen(installed is null, "npm is not installed or cannot reach its registry: there is no S3 server to test with.");
        return installed!;
    }

    private static async Task<string?> FindOrInstallAsync(string source)
    {
        var version = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, Files[1]))))[..12];
        var target = Path.Combine(Repository.Folder, Repository.Tests, "obj", "npm", $"{Path.GetFileName(source)}-{version}");
        if (Directory.Exists(target))
        {
            return target;
        }

        var work = $"{target}.{Environment.ProcessId}";
        Directory.CreateDirectory(work);
        foreach (var file in Files)
        {
            File.Copy(Path.Combine(source, file), Path.Combine(work, file), overwrite: true);
        }

        return await RunNpmAsync(work) ? Publish(work, target) : null;
    }

    private static async Task<bool> RunNpmAsync(string folder)
    {
        try
        {
            var run = await TicketingProcess.RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, []);
            return run.ExitCode == 0;
        }
        catch (Exception error) when (error is Win32Exception or TimeoutException)
        {
            return false;
        }
    }

    // Another run of the tests may have been faster.
    private static string Publish(string work, string target)
    {
        try
        {
            Directory.Move(work, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(work, recursive: true);
        }

        return target;
    }
}
