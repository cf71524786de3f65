using System.Net;
using System.Net.Http.Headers;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class PublishedProgramTests(ITestOutputHelper output)
{
    [Fact]
    public async Task It_serves_as_a_user_who_may_write_to_the_data_folder_only()
    {
        await using var program = await PublishedProgram.PublishAsync();
        var before = program.FilesOutsideData();
        AssertSuitsBothPlatforms(before);
        output.WriteLine($"The program has {before.Where(File.Exists).Sum(file => new FileInfo(file).Length) / 1_000_000} MB.");
        Assert.Equal(1, await program.CheckHealthAsync());

        await program.StartAsync();

        Assert.Equal(0, await program.CheckHealthAsync());
        using var client = new HttpClient();
        using var ready = await client.GetAsync(program.Address("/health/ready"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        await AssertServedCompressedAsync(client, program.Address("/lib/pico/css/pico.min.css"));

        await program.StopAsync();
        Assert.Equal(1, await program.CheckHealthAsync());
        Assert.Equal(before, program.FilesOutsideData());
    }

    /// <summary>No launcher, which would be for one of them, and no libraries of other platforms, which would only take space.</summary>
    private static void AssertSuitsBothPlatforms(IReadOnlyList<string> files)
    {
        Assert.DoesNotContain(files, file => Path.GetFileName(file) == "Ticketing.Web");
        Assert.Equal(
            ["linux-arm64", "linux-x64"],
            files.Where(file => Path.GetExtension(file) == ".so").Select(file => file.Split('/')[^3]).Distinct().Order()
        );
        Assert.DoesNotContain(files, file => Path.GetExtension(file) == ".dylib");
    }

    private static async Task AssertServedCompressedAsync(HttpClient client, Uri asset)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, asset)
        {
            Headers = { AcceptEncoding = { new StringWithQualityHeaderValue("br") } },
        };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        Assert.InRange((await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 1, 20_000);
    }
}
