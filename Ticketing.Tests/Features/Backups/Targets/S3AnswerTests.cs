using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Features.Backups.Targets;
using Ticketing.Features.Backups.Targets.S3;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Backups;
using Xunit;

namespace Ticketing.Tests.Features.Backups.Targets;

/// <summary>Answers of real providers that the S3 server of the tests does not give.</summary>
public sealed class S3AnswerTests
{
    private const string Secret = "hush-hush";
    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(403, "SignatureDoesNotMatch", "The secret key was refused")]
    [InlineData(403, "AccessDenied", "may not do this")]
    [InlineData(400, "AuthorizationHeaderMalformed", "check the region")]
    [InlineData(301, "PermanentRedirect", "check the region")]
    [InlineData(403, "RequestTimeTooSkewed", "The clock of this machine is wrong")]
    [InlineData(507, "XMinioStorageFull", "no space left")]
    [InlineData(418, "Teapot", "answered with error 418")]
    public async Task A_refusal_is_reported_in_a_sentence(int status, string code, string expected)
    {
        await using var server = await ScriptedServer.StartAsync(status, $"<Error><Code>{code}</Code><Message>No.</Message></Error>");

        Assert.Contains(expected, await ListAndFailAsync(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up()
    {
        await using var server = await ScriptedServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        Assert.Contains("did not answer in time", await ListAndFailAsync(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_no_list_is_reported()
    {
        await using var server = await ScriptedServer.StartAsync(200, "<html><p>Welcome");

        await ListAndFailAsync(server);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://backups.s3.eu-central-1.amazonaws.com/")]
    public async Task A_redirect_to_another_host_is_not_followed(string location)
    {
        await using var other = await ScriptedServer.StartAsync(200);
        await using var server = await ScriptedServer.StartAsync(
            307,
            "<Error><Code>TemporaryRedirect</Code></Error>",
            ("Location", location.Length > 0 ? location : other.Url)
        );

        Assert.Contains("redirects to another address", await ListAndFailAsync(server), StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Requests_are_signed_with_the_configured_key_and_region()
    {
        await using var server = await ScriptedServer.StartAsync(200, CreateList("", isLast: true));
        using var target = CreateTarget(server);

        Assert.Empty(await target.ListAsync(Ct));

        Assert.Matches("^AWS4-HMAC-SHA256 Credential=key/[0-9]{8}/eu-west-2/s3/aws4_request, ", Assert.Single(server.Logins));
        Assert.StartsWith("GET /backups/?list-type=2", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_comes_in_pages()
    {
        await using var server = await ScriptedServer.StartAsync(context =>
            ScriptedServer.AnswerAsync(
                context,
                200,
                context.Request.Query.ContainsKey("continuation-token") ? CreateList("two", isLast: true) : CreateList("one", isLast: false)
            )
        );
        using var target = CreateTarget(server);

        Assert.Equal(["one", "two"], (await target.ListAsync(Ct)).Select(backup => backup.Name));
    }

    [Fact]
    public async Task Uploads_that_a_killed_process_left_behind_are_aborted_after_a_day()
    {
        var bucket = new ScriptedBucket
        {
            Uploads = [("old", Now.AddHours(-25)), ("new", Now.AddHours(-23)), ("somebody/else", Now.AddHours(-25))],
        };

        var requests = await SaveAsync(bucket);

        Assert.Equal(["DELETE /backups/old?uploadId=old"], requests.Where(IsAbort));
        Assert.True(bucket.IsComplete);
    }

    [Fact]
    public async Task A_key_that_may_not_list_uploads_is_enough()
    {
        var bucket = new ScriptedBucket { UploadListStatus = 403 };

        await SaveAsync(bucket);

        Assert.True(bucket.IsComplete);
    }

    [Fact]
    public async Task A_failed_upload_is_aborted()
    {
        var bucket = new ScriptedBucket { PartStatus = 400 };

        var (error, requests) = await SaveAndFailAsync(bucket);

        Assert.Contains("error 400", error, StringComparison.Ordinal);
        Assert.Equal("DELETE /backups/backup?uploadId=mine", requests[^1]);
        Assert.False(bucket.IsComplete);
    }

    [Fact]
    public async Task A_part_is_tried_again_if_the_server_is_busy()
    {
        var bucket = new ScriptedBucket { BusyAnswers = 2 };

        await SaveAsync(bucket);

        Assert.True(bucket.IsComplete);
    }

    /// <summary>Another process may have stored it after we looked.</summary>
    [Theory]
    [InlineData(412)]
    [InlineData(409)]
    public async Task The_provider_decides_between_two_backups_of_the_same_name(int status)
    {
        var bucket = new ScriptedBucket { ConditionStatus = status };

        var (error, requests) = await SaveAndFailAsync(bucket);

        Assert.StartsWith("There is already a backup 'backup'", error, StringComparison.Ordinal);
        Assert.Equal("DELETE /backups/backup?uploadId=mine", requests[^1]);
    }

    [Fact]
    public async Task A_provider_without_conditions_is_asked_without()
    {
        var bucket = new ScriptedBucket { ConditionStatus = 501 };

        await SaveAsync(bucket);

        Assert.True(bucket.IsComplete);
    }

    private static bool IsAbort(string request) => request.StartsWith("DELETE ", StringComparison.Ordinal);

    private static async Task<string> ListAndFailAsync(ScriptedServer server)
    {
        using var target = CreateTarget(server);
        var error = await Assert.ThrowsAsync<BackupTargetException>(() => target.ListAsync(Ct));
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        return error.Message;
    }

    private static async Task<string[]> SaveAsync(ScriptedBucket bucket)
    {
        await using var server = await ScriptedServer.StartAsync(bucket.AnswerAsync);
        using var target = CreateTarget(server);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "a backup", Ct);
            await target.SaveAsync("backup", file, copied: null, Ct);
        }
        finally
        {
            File.Delete(file);
            bucket.Requests = [.. server.Requests];
        }

        return bucket.Requests;
    }

    private static async Task<(string Error, string[] Requests)> SaveAndFailAsync(ScriptedBucket bucket)
    {
        var error = await Assert.ThrowsAsync<BackupTargetException>(() => SaveAsync(bucket));
        return (error.Message, bucket.Requests);
    }

    private static S3Target CreateTarget(ScriptedServer server) =>
        new(
            new BackupS3Options
            {
                Endpoint = server.Url,
                Bucket = "backups",
                Region = "eu-west-2",
                AccessKey = "key",
                SecretKey = Secret,
            },
            new FakeTimeProvider(Now),
            new TransferTimeouts(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10))
        );

    private static string CreateList(string name, bool isLast) =>
        $"""
            <ListBucketResult xmlns="{Namespace}"><IsTruncated>{(isLast ? "false" : "true")}</IsTruncated>
            {(isLast ? "" : "<NextContinuationToken>more</NextContinuationToken>")}
            {(
                name.Length == 0
                    ? ""
                    : $"<Contents><Key>{name}</Key><LastModified>2026-11-29T10:00:00.000Z</LastModified><Size>5</Size></Contents>"
            )}
            </ListBucketResult>
            """;

    /// <summary>Enough of S3 for one upload.</summary>
    private sealed class ScriptedBucket
    {
        public IReadOnlyList<(string Name, DateTimeOffset StartedAt)> Uploads { get; init; } = [];

        public int UploadListStatus { get; init; } = 200;

        public int PartStatus { get; init; } = 200;

        public int ConditionStatus { get; init; } = 200;

        public int BusyAnswers { get; set; }

        public bool IsComplete { get; private set; }

        public string[] Requests { get; set; } = [];

        public Task AnswerAsync(HttpContext context)
        {
            var query = context.Request.Query;
            var (status, body) = (context.Request.Method, query.ContainsKey("uploads"), query.ContainsKey("uploadId")) switch
            {
                ("GET", true, _) => (UploadListStatus, ListUploads()),
                ("GET", _, _) => (200, CreateList("", isLast: true)),
                ("POST", true, _) => (200, Describe("InitiateMultipartUploadResult", "<UploadId>mine</UploadId>")),
                ("PUT", _, true) => (BusyAnswers-- > 0 ? 503 : PartStatus, ""),
                ("POST", _, true) => Complete(context),
                _ => (204, ""),
            };
            return ScriptedServer.AnswerAsync(context, status, body, ("ETag", "\"part\""));
        }

        private (int Status, string Body) Complete(HttpContext context)
        {
            var status = context.Request.Headers.IfNoneMatch == "*" ? ConditionStatus : 200;
            IsComplete |= status == 200;
            return (status, status == 200 ? Describe("CompleteMultipartUploadResult", "") : "<Error><Code>No</Code></Error>");
        }

        private string ListUploads() =>
            Describe(
                "ListMultipartUploadsResult",
                string.Concat(
                    Uploads.Select(upload =>
                        $"<Upload><Key>{upload.Name}</Key><UploadId>{upload.Name}</UploadId>"
                        + upload.StartedAt.ToString(
                            "'<Initiated>'yyyy-MM-dd'T'HH:mm:ss.fff'Z</Initiated></Upload>'",
                            CultureInfo.InvariantCulture
                        )
                    )
                )
            );

        private static string Describe(string result, string content) =>
            $"""<{result} xmlns="{Namespace}"><Bucket>backups</Bucket><Key>backup</Key>{content}</{result}>""";
    }
}
