using System.Net;
using System.Net.Http.Headers;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class PublishedProgramTests
{
    [Fact]
    public async Task It_serves_as_a_user_who_may_write_to_the_data_folder_only()
    {
        await using var program = await PublishedProgram.PublishAsync();
        var before = program.FilesOutsideData();
        Assert.Equal(1, await program.RunAsync("healthcheck"));

        await program.StartAsync();

        Assert.Equal(0, await program.RunAsync("healthcheck"));
        using var client = new HttpClient();
        using var ready = await client.GetAsync(program.Address("/health/ready"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        await AssertServedCompressedAsync(client, program.Address("/lib/pico/css/pico.min.css"));

        await program.StopAsync();
        Assert.Equal(1, await program.RunAsync("healthcheck"));
        Assert.Equal(before, program.FilesOutsideData());
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
