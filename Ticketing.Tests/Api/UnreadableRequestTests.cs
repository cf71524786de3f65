using System.Net.Http.Headers;
using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Api;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

/// <summary>Whatever a client sends, the answer is never an error of the server. Covers every operation, new ones too.</summary>
public sealed class UnreadableRequestTests(ITestOutputHelper output)
{
    private const string Seed = "0000KOvTjRe2";

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private static readonly string[] OddTexts =
    [
        "",
        "null",
        "\0",
        "\ud83c",
        "%00",
        "../..",
        "-1",
        "1e400",
        "9223372036854775808",
        "newer.0.00000000000000000000000000000000",
        "older.3155378975999999999.ffffffffffffffffffffffffffffffff",
        "2026-02-30T25:61:00Z",
        "0001-01-01T00:00:00+14:00",
        "🎸",
        "' OR 1=1 --",
    ];

    private static readonly string[] FieldNames =
    [
        "text",
        "buyer",
        "name",
        "number",
        "at",
        "colour",
        "lines",
        "quantity",
        "quantities",
        "cursor",
        "limit",
        "q",
        "email",
        "eventId",
        "scopes",
        "code",
        "title",
        "location",
        "timeZone",
        "startsAt",
        "category",
        "lineUp",
        "faceValue",
        "capacity",
        "message",
        "tickets",
        "reason",
        "phone",
        "status",
        "from",
        "url",
        "types",
        "$type",
        "$ref",
    ];

    private static readonly Gen<string> Text = Gen.Frequency((3, Pick(OddTexts)), (1, Gen.String[0, 40]));

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Pick("null", "true", "0", "-1", "7.5", "1e308", "99999999999999999999", "{}", "[]"),
        Text.Select(Quote),
        Gen.Guid.Select(id => Quote(id.ToString()))
    );

    private static readonly Gen<string> Json = CreateValue(depth: 3);

    /// <summary>Mostly JSON; else any text.</summary>
    private static readonly Gen<string> Body = Gen.Frequency((5, CreateObject(2)), (2, Json), (1, Text));

    private static readonly Gen<(int Operation, int Method, string Body, string Query, string Route)> Request = Gen.Select(
        Gen.Int[0, 999],
        Gen.Int[0, 9],
        Body,
        Gen.Select(Pick(FieldNames), Text).Array[0, 3].Select(ToQuery),
        Gen.OneOf(Gen.Guid.Select(id => id.ToString()), Text)
    );

    [Theory, OnEitherDatabase]
    public async Task No_request_is_an_error_of_the_server(DatabaseProvider database)
    {
        await using var app = new EchoVenue(database);
        var show = await app.PublishEventAsync();
        var token = (await app.CreateApiKeyAsync([.. ApiScopes.All])).Key;
        var operations = FindOperations(app);
        Assert.Contains(operations, operation => operation.Route == "/api/v1/echo");
        using var client = app.NewBrowser();
        var requests = TestScale.Count(shortRun: 1500, full: 50_000);
        output.WriteLine($"{requests} requests to {operations.Count} operations, seed {Seed}");
        await Request.SampleAsync(
            async sent => await SendAsync(client, token, show.Id.ToString(), operations[sent.Operation % operations.Count], sent),
            iter: requests,
            threads: 1,
            seed: Seed
        );
        Assert.DoesNotContain(app.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    private static async Task SendAsync(
        Browser client,
        string token,
        string eventId,
        (string Method, string Route) operation,
        (int Operation, int Method, string Body, string Query, string Route) sent
    )
    {
        var method = sent.Method < Methods.Length ? Methods[sent.Method] : operation.Method;
        var path = string.Join(
            '/',
            operation
                .Route.Split('/')
                .Select(part =>
                    part == "{id:guid}" ? eventId
                    : part.StartsWith('{') ? ToSegment(sent.Route)
                    : part
                )
        );
        var answer = await client.CallAsync(
            new HttpMethod(method),
            path + sent.Query,
            request =>
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
                request.Content = method == "GET" ? null : new StringContent(sent.Body, Encoding.UTF8, "application/json");
            }
        );
        Assert.True((int)answer.Status < 500, $"{method} {path}{sent.Query} answered {(int)answer.Status} to {sent.Body}");
        Assert.True(
            (int)answer.Status < 400 || answer.Headers["Content-Type"] == "application/problem+json",
            $"{method} {path}{sent.Query} answered {answer.Headers.GetValueOrDefault("Content-Type")}"
        );
    }

    private static List<(string Method, string Route)> FindOperations(EchoVenue app) =>
        [
            .. app
                .Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(ApiPaths.Version1, StringComparison.Ordinal))
                // They fail on purpose.
                .Where(endpoint => endpoint.RoutePattern.RawText is not ("/api/v1/echo/bug" or "/api/v1/echo/busy"))
                .SelectMany(endpoint =>
                    endpoint
                        .Metadata.GetRequiredMetadata<HttpMethodMetadata>()
                        .HttpMethods.Select(method => (method, endpoint.RoutePattern.RawText!))
                ),
        ];

    private static Gen<string> CreateValue(int depth) =>
        depth == 0
            ? Scalar
            : Gen.Frequency(
                (3, Scalar),
                (2, CreateObject(depth - 1)),
                (1, CreateValue(depth - 1).Array[0, 3].Select(values => $"[{string.Join(',', values)}]")),
                (1, Gen.Int[1, 100].Select(levels => new string('[', levels) + new string(']', levels)))
            );

    private static Gen<string> CreateObject(int depth) =>
        Gen.Select(Gen.Frequency((6, Pick(FieldNames)), (1, Text)), CreateValue(depth), (name, value) => $"{Quote(name)}:{value}")
            .Array[0, 6]
            .Select(fields => $"{{{string.Join(',', fields)}}}");

    private static Gen<string> Pick(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // Escapes what a JSON writer would refuse to write.
    private static string Quote(string text) =>
        $"\"{string.Concat(text.Select(c => c is '"' or '\\' or < ' ' or >= '\u007f' ? $"\\u{(int)c:x4}" : c.ToString()))}\"";

    private static string ToQuery((string Name, string Value)[] fields) =>
        fields.Length == 0 ? "" : "?" + string.Join('&', fields.Select(f => $"{f.Name}={Uri.EscapeDataString(ToValid(f.Value))}"));

    // Kestrel refuses NUL in a path.
    private static string ToSegment(string text) => Uri.EscapeDataString(ToValid(text).Replace('\0', '0'));

    // Half a surrogate pair cannot be written into an address.
    private static string ToValid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
