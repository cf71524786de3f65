using System.Net;
using System.Xml.Linq;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Ticketing.Infrastructure.Hosting.Commands;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class CommandLineTests
{
    [Fact]
    public async Task An_unknown_command_lists_the_commands_and_starts_nothing()
    {
        var run = await TicketingProcess.RunAsync(["sevre", "--urls", "http://127.0.0.1:1"], []);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("'sevre' is not something Ticketing.Web can do.", run.Errors, StringComparison.Ordinal);
        Assert.Contains("healthcheck", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_printed_without_configuration_or_database()
    {
        var run = await TicketingProcess.RunAsync(
            ["--version"],
            new()
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Database__Provider"] = "None such",
                ["Storage__Directory"] = "/dev/null",
            }
        );

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(ReadVersionOfBuild(), run.Output.TrimEnd());
    }

    [Theory]
    [InlineData("http://localhost:8080/", "http_ports=8080")]
    [InlineData("http://localhost:8080/", "http_ports=8080;9090")]
    [InlineData("http://localhost:5000/")]
    [InlineData("http://localhost:7000/", "urls=http://0.0.0.0:7000", "http_ports=8080")]
    [InlineData("http://localhost:7000/", "urls=http://+:7000")]
    [InlineData("http://localhost:7000/", "urls=https://*:7001;http://*:7000")]
    [InlineData("http://localhost:7000/", "urls=http://[::]:7000")]
    [InlineData("http://127.0.0.1:7000/", "urls=http://127.0.0.1:7000")]
    public void The_health_check_asks_where_the_server_listens(string expected, params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(settings).Build();

        Assert.Equal(expected, HealthcheckCommand.ServerAddress(configuration).ToString());
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_endpoints_respond(string path)
    {
        var storage = Directory.CreateTempSubdirectory("ticketing-").FullName;
        await using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(b => b.UseSetting("Storage:Directory", storage));
        using var response = await factory.CreateClient().GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static string ReadVersionOfBuild() =>
        XDocument.Load(Path.Combine(Repository.Folder, "Directory.Build.props")).Descendants("Version").Single().Value;
}
