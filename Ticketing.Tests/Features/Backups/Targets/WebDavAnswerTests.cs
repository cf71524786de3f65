using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Features.Backups.Targets;
using Ticketing.Features.Backups.Targets.WebDav;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Backups;
using Xunit;

namespace Ticketing.Tests.Features.Backups.Targets;

/// <summary>Answers that a good WebDAV server does not give.</summary>
public sealed class WebDavAnswerTests
{
    private const string Password = "hush-hush";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(403, "may not do this")]
    [InlineData(405, "no WebDAV server")]
    [InlineData(413, "too large")]
    [InlineData(423, "locked")]
    [InlineData(500, "error 500")]
    [InlineData(507, "no space left")]
    [InlineData(200, "no WebDAV server")]
    public async Task A_refusal_is_reported_in_a_sentence(int status, string expected)
    {
        await using var server = await ScriptedServer.StartAsync(status, "<p>an answer</p>");

        Assert.Contains(expected, await ListAndFailAsync(server), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not xml")]
    [InlineData("<other/>")]
    [InlineData("<multistatus xmlns='DAV:'><response>")]
    [InlineData("<!DOCTYPE m [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><multistatus xmlns='DAV:'>&x;</multistatus>")]
    public async Task An_answer_that_is_no_list_is_refused(string answer)
    {
        await using var server = await ScriptedServer.StartAsync(207, answer);

        Assert.Contains("cannot be read", await ListAndFailAsync(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 207;
            var chunk = new string(' ', 64 * 1024);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(chunk, context.RequestAborted);
            }
        });

        Assert.Contains("too long", await ListAndFailAsync(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up()
    {
        await using var server = await ScriptedServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        Assert.Contains("did not answer in time", await ListAndFailAsync(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_takes_the_password_nowhere()
    {
        await using var other = await ScriptedServer.StartAsync(207);
        await using var server = await ScriptedServer.StartAsync(307, headers: ("Location", other.Url));

        Assert.Contains("redirects", await ListAndFailAsync(server), StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("/dav/backups/good", true)]
    [InlineData("http://backend:8080/dav/backups/good", true)]
    [InlineData("/dav/%62ackups/go%6Fd", true)]
    [InlineData("good", true)]
    [InlineData("/dav/backups/", false)]
    [InlineData("/dav/backups/good/", false)]
    [InlineData("/dav/backups/../good", false)]
    [InlineData("/dav/backups/..%2Fgood", false)]
    [InlineData("/dav/backups/%2e%2e/good", false)]
    [InlineData("/dav/backups/more/good", false)]
    [InlineData("/dav/backups/more%5Cgood", false)]
    [InlineData("/dav/backups/go%00od", false)]
    [InlineData("/dav/backups2/good", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("file:///dav/backups/", false)]
    [InlineData("http://[", false)]
    [InlineData("", false)]
    public async Task Only_plain_files_of_the_folder_are_listed(string address, bool isListed)
    {
        await using var server = await ScriptedServer.StartAsync(207, CreateList(address));
        using var target = CreateTarget(server);

        Assert.Equal(isListed ? ["good"] : [], (await target.ListAsync(Ct)).Select(backup => backup.Name));
    }

    /// <summary>A backup of unknown age could be taken for the oldest.</summary>
    [Theory]
    [InlineData("<getcontentlength>5</getcontentlength>")]
    [InlineData("<getcontentlength>5</getcontentlength><getlastmodified>yesterday</getlastmodified>")]
    [InlineData("<getlastmodified>Sun, 29 Nov 2026 10:00:00 GMT</getlastmodified>")]
    [InlineData("<getcontentlength>-5</getcontentlength><getlastmodified>Sun, 29 Nov 2026 10:00:00 GMT</getlastmodified>")]
    public async Task A_file_without_size_or_date_is_not_listed(string properties)
    {
        await using var server = await ScriptedServer.StartAsync(207, CreateList("/dav/backups/good", properties));
        using var target = CreateTarget(server);

        Assert.Empty(await target.ListAsync(Ct));
    }

    [Fact]
    public async Task Size_and_date_are_the_servers()
    {
        await using var server = await ScriptedServer.StartAsync(207, CreateList("/dav/backups/good"));
        using var target = CreateTarget(server);

        Assert.Equal(
            new StoredBackup("good", 5, new DateTimeOffset(2026, 11, 29, 10, 0, 0, TimeSpan.Zero)),
            Assert.Single(await target.ListAsync(Ct))
        );
    }

    private static async Task<string> ListAndFailAsync(ScriptedServer server)
    {
        using var target = CreateTarget(server);
        var error = await Assert.ThrowsAsync<BackupTargetException>(() => target.ListAsync(Ct));
        Assert.DoesNotContain(Password, error.ToString(), StringComparison.Ordinal);
        return error.Message;
    }

    private static WebDavTarget CreateTarget(ScriptedServer server) =>
        new(
            new BackupWebDavOptions
            {
                Url = server.Url + "/dav/backups/",
                Username = "venue",
                Password = Password,
            },
            new FakeTimeProvider(),
            new TransferTimeouts(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3))
        );

    private static string CreateList(
        string address,
        string properties = "<getcontentlength>5</getcontentlength><getlastmodified>Sun, 29 Nov 2026 10:00:00 GMT</getlastmodified>"
    ) =>
        $"""
            <?xml version="1.0"?>
            <d:multistatus xmlns:d="DAV:" xmlns="DAV:">
              <d:response>
                <d:href>{address}</d:href>
                <d:propstat><d:prop>{properties}<d:resourcetype/></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>
                <d:propstat><d:prop><d:quota/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>
              </d:response>
            </d:multistatus>
            """;
}
