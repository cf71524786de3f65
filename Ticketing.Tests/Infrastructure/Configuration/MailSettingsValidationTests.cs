using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Configuration;

public sealed class MailSettingsValidationTests
{
    [Theory]
    [InlineData("Username", "Password")]
    [InlineData("Password", "Username")]
    public void An_incomplete_login_reports_the_missing_half_and_a_login_without_smtp_the_transport(string given, string missing)
    {
        string[] smtp = ["Mail:Transport=Smtp", "Mail:From=a@b.example", "Mail:Smtp:Host=mail.example.org"];
        var half = Assert.Single(TestConfiguration.FindProblems("Development", [.. smtp, $"Mail:Smtp:{given}=hush"]));
        Assert.StartsWith($"Mail:Smtp:{missing}: is required", half.ToString(), StringComparison.Ordinal);

        Assert.Contains(
            TestConfiguration.FindProblems("Development", $"Mail:Smtp:{given}=hush"),
            problem => problem.Key == "Mail:Transport"
        );
        Assert.Empty(
            TestConfiguration.FindProblems(
                "Development",
                [.. smtp, "Mail:Smtp:Username=u", "Mail:Smtp:Password=p", "Mail:Smtp:Password_FILE=/run/secrets/p"]
            )
        );
    }

    [Theory]
    [InlineData("Mail:Smtp:OAuth:TokenUrl", "Mail:Smtp:OAuth:TokenUrl=")]
    [InlineData("Mail:Smtp:OAuth:TokenUrl", "Mail:Smtp:OAuth:TokenUrl=http://idp.example/token")]
    [InlineData("Mail:Smtp:OAuth:ClientId", "Mail:Smtp:OAuth:ClientId=")]
    [InlineData("Mail:Smtp:OAuth:ClientSecret", "Mail:Smtp:OAuth:ClientSecret=")]
    [InlineData("Mail:Smtp:Username", "Mail:Smtp:Username=")]
    [InlineData("Mail:Smtp:Security", "Mail:Smtp:Security=None")]
    [InlineData("Mail:Smtp:Password", "Mail:Smtp:Password=hush")]
    [InlineData("Mail:Smtp:HeloName", "Mail:Smtp:HeloName=not a host")]
    public void Incomplete_settings_for_OAuth_are_reported(string key, string wrong)
    {
        string[] complete =
        [
            "Mail:Transport=Smtp",
            "Mail:From=a@b.example",
            "Mail:Smtp:Host=mail.example.org",
            "Mail:Smtp:Username=u",
            "Mail:Smtp:OAuth:TokenUrl=https://idp.example/token",
            "Mail:Smtp:OAuth:ClientId=c",
            "Mail:Smtp:OAuth:ClientSecret=hush",
        ];
        Assert.Empty(TestConfiguration.FindProblems("Development", complete));
        var problems = TestConfiguration.FindProblems(
            "Development",
            [.. complete.Where(setting => setting.Split('=')[0] != wrong.Split('=')[0]), wrong]
        );
        Assert.Contains(key, problems.Select(problem => problem.Key));
        Assert.All(problems, problem => Assert.DoesNotContain("hush", problem.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_password_is_not_sent_in_the_clear_to_another_machine_and_never_shown()
    {
        string[] smtp =
        [
            "Mail:Transport=Smtp",
            "Mail:From=a@b.example",
            "Mail:Smtp:Username=u",
            "Mail:Smtp:Password=hush",
            "Mail:Smtp:Security=None",
        ];

        var problem = Assert.Single(TestConfiguration.FindProblems("Development", [.. smtp, "Mail:Smtp:Host=mail.example.org"]));
        Assert.Equal("Mail:Smtp:Security", problem.Key);
        Assert.DoesNotContain("hush", problem.ToString(), StringComparison.Ordinal);
        Assert.Empty(TestConfiguration.FindProblems("Development", [.. smtp, "Mail:Smtp:Host=localhost"]));
    }
}
