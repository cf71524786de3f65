using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Configuration;

public sealed class SettingsFileTests
{
    [Fact]
    public async Task A_syntax_error_is_named_with_its_file_and_line()
    {
        const string environment = "BrokenSettingsFile";
        var file = Path.Combine(AppContext.BaseDirectory, $"appsettings.{environment}.json");
        await File.WriteAllTextAsync(
            file,
            """
            {
              "Site": {
                "VenueName": "The Blue Room"
                "Currency": "GBP"
              }
            }
            """,
            TestContext.Current.CancellationToken
        );
        try
        {
            var run = await TicketingProcess.RunAsync(["migrate"], new() { ["ASPNETCORE_ENVIRONMENT"] = environment });
            Assert.Equal(1, run.ExitCode);
            Assert.StartsWith(
                $"Not started, because of these settings:{Environment.NewLine}  {file}: line 4 is not valid JSON: '\"' is invalid",
                run.Errors,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
