using System.Text.RegularExpressions;
using Ticketing.Infrastructure.Hosting;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Deployment;

/// <summary>The Dockerfile. <c>PublishedProgramTests</c> runs its commands and their result.</summary>
public sealed partial class ContainerImageTests
{
    [Fact]
    public void Every_file_that_it_copies_is_sent_to_docker()
    {
        var sources = DockerfileReader
            .BuildStage.Where(i => i.Keyword == "COPY" && !i.Arguments.StartsWith("--from=", StringComparison.Ordinal))
            .SelectMany(i => i.Arguments.Split(' ')[..^1])
            .ToList();

        Assert.Contains("Directory.Packages.props", sources);
        Assert.All(sources, source => Assert.NotEmpty(DockerfileContext.Find(source)));
    }

    [Fact]
    public void Nothing_of_this_machine_is_sent_to_docker() =>
        Assert.DoesNotContain(
            DockerfileContext.Files,
            file => OfThisMachine.IsMatch(file) || file.StartsWith("deploy/", StringComparison.Ordinal)
        );

    [Fact]
    public void It_is_compiled_once_for_all_platforms()
    {
        Assert.All(
            DockerfileReader.Stages.SkipLast(1),
            stage => Assert.StartsWith("--platform=$BUILDPLATFORM ", stage[0].Arguments, StringComparison.Ordinal)
        );
        Assert.DoesNotContain(DockerfileReader.FinalStage, i => i.Keyword == "RUN");
        Assert.Contains("-p:UseAppHost=false", DockerfileReader.GetPublishArguments());
    }

    [Fact]
    public void It_runs_without_privileges_and_says_what_it_is()
    {
        string Get(string keyword) => DockerfileReader.FinalStage.Single(i => i.Keyword == keyword).Arguments;

        Assert.Equal("$APP_UID", Get("USER"));
        Assert.Equal(Get("EXPOSE"), DockerfileReader.GetEnvironment().Single(e => e.Name == "ASPNETCORE_HTTP_PORTS").Value);
        Assert.Equal(Get("VOLUME"), DockerfileReader.GetEnvironment().Single(e => e.Name == "Storage__Directory").Value);
        Assert.Contains($"org.opencontainers.image.version=\"{ProductVersion.Current}\"", Get("LABEL"), StringComparison.Ordinal);
        Assert.StartsWith("MIT License", Repository.Read("LICENSE"), StringComparison.Ordinal);
        Assert.EndsWith("licenses=\"MIT\"", Get("LABEL"), StringComparison.Ordinal);
    }

    [GeneratedRegex("(^|/)(bin|obj|data|secrets|\\.git|\\.env|settings\\.env)/")]
    private static partial Regex OfThisMachine { get; }
}
