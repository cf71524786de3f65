using Ticketing.Tests.Support;
using Ticketing.Tests.Support.FakeStripe;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Ticketing.Tests;

/// <summary>Runs the tests, or the program that the first argument names.</summary>
internal static class EntryPoint
{
    public static Task<int> Main(string[] args) =>
        args is [FakeStripeProgram.Command, .. var rest] ? FakeStripeProgram.RunAsync(rest)
        : args is [PictureMemoryProgram.Command, var file] ? PictureMemoryProgram.RunAsync(file)
        : args.Any(arg => arg is "--server" or "--internal-msbuild-node")
            ? TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
        : ConsoleRunner.Run(args);
}
