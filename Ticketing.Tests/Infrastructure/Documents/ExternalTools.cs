using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Documents;

/// <summary>Reads our output with independent programs.</summary>
internal static class ExternalTools
{
    public static string[] ScanPage(byte[] pdf, int dotsPerInch = 96)
    {
        using var folder = new Folder();
        File.WriteAllBytes(folder.File("page.pdf"), pdf);
        Run("pdftoppm", "-png", "-r", $"{dotsPerInch}", folder.File("page.pdf"), folder.File("page"));
        return [.. Directory.GetFiles(folder.Path, "*.png").Order().SelectMany(Codes)];
    }

    public static string[] ScanPng(byte[] png)
    {
        using var folder = new Folder();
        File.WriteAllBytes(folder.File("code.png"), png);
        return Codes(folder.File("code.png"));
    }

    /// <summary>Text as it would be copied.</summary>
    public static string CopyText(byte[] pdf)
    {
        using var folder = new Folder();
        File.WriteAllBytes(folder.File("page.pdf"), pdf);
        return Run("pdftotext", "-enc", "UTF-8", folder.File("page.pdf"), "-");
    }

    private static string[] Codes(string png) => Run("zbarimg", "-q", "--raw", png).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        // zbarimg exits with 4 if it finds no code.
        Assert.True(process.ExitCode is 0 or 4, $"{program}: {errors.Result}");
        return output;
    }

    private static Process Start(string program, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed: nothing reads what we made.");
            throw;
        }
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("ticketing-documents-").FullName;

        public string File(string name) => System.IO.Path.Combine(Path, name);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
