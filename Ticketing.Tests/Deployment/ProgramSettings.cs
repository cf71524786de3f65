using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Hosting.Startup;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Deployment;

/// <summary>The settings, the port and the time to stop with which the files in <c>deploy</c> must agree.</summary>
internal static class ProgramSettings
{
    private const string FileSuffix = "_FILE";
    private static readonly string[] Frameworks = ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "DOTNET_EnableDiagnostics"];
    private static readonly string[] Secret =
    [
        "Password",
        "SecretKey",
        "WebhookSecret",
        "AccessKey",
        "Passphrase",
        "Token",
        "ConnectionStrings",
    ];

    /// <summary>The time that the program takes for what it has begun.</summary>
    public static TimeSpan ShutdownTimeout { get; } =
        new ServiceCollection().AddShutdown().BuildServiceProvider().GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;

    public static int Port { get; } =
        int.Parse(
            DockerfileReader.GetEnvironment().Single(e => e.Name == "ASPNETCORE_HTTP_PORTS").Value,
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>The program knows every name in it, and starts with the values.</summary>
    public static void AssertStartsWith(IReadOnlyDictionary<string, string> environment)
    {
        var sections = FindSections();
        Assert.All(environment.Keys.Except(Frameworks), name => Assert.Contains(name.Split("__")[0], sections));
        Assert.Empty(
            TestConfiguration.FindProblems(
                "Production",
                [.. environment.Select(e => $"{e.Key.Replace("__", ":", StringComparison.Ordinal)}={e.Value}")]
            )
        );
    }

    /// <summary>Secrets come from a file that the operator makes.</summary>
    public static void AssertHoldsNoSecret(IEnumerable<KeyValuePair<string, string>> environment) =>
        Assert.DoesNotContain(
            environment,
            e =>
                e.Value.Contains("password=", StringComparison.OrdinalIgnoreCase)
                || (
                    !e.Key.EndsWith(FileSuffix, StringComparison.Ordinal)
                    && Secret.Any(s => e.Key.Contains(s, StringComparison.OrdinalIgnoreCase))
                )
        );

    private static List<string> FindSections()
    {
        using IHost host = TestConfiguration.Build("Production");
        return [.. ((WebApplication)host).Services.GetServices<OptionsSection>().Select(s => s.Section)];
    }
}
