namespace Ticketing.Infrastructure.Hosting.Commands;

internal static class VersionCommand
{
    public const string Name = "--version";
    public const string Purpose = "prints the version of this program";

    public static Task<int> RunAsync(string[] args)
    {
        Console.WriteLine(ProductVersion.Current);
        return Task.FromResult(0);
    }
}
