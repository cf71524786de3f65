using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ticketing.Api;
using Ticketing.Api.Documentation;
using Ticketing.Api.Events;
using Ticketing.Api.Lists;
using Ticketing.Api.Requests;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Data.Paging;
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

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    private static readonly string[] ContentTypes =
    [
        "application/json; charset=bogus",
        "application/json; charset=utf-7",
        "application/json; charset=utf-16",
        "application/json; charset=\"",
        "application/json; charset=",
        "application/x-www-form-urlencoded; charset=bogus",
        "multipart/form-data; boundary=x; charset=bogus",
        "text/plain",
        "/",
        "",
    ];

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

    /// <summary>For half of them, the example of the operation with this value in one field: it gets further than a random body.</summary>
    private static readonly Gen<(string Text, int Field, string Value)> Bodies = Gen.Select(Body, Gen.Int[-20, 19], Json);

    private static readonly Gen<Sent> Request = Gen.Select(
            Gen.Int[0, 999],
            Gen.Int[0, 9],
            Bodies,
            Gen.Select(Gen.Int[-1, 19], Pick(FieldNames), Text).Array[0, 3],
            Gen.Select(Gen.OneOf(Gen.Guid.Select(id => id.ToString()), Text), Gen.Frequency((9, Gen.Const("")), (1, Pick(ContentTypes))))
        )
        .Select(sent => new Sent(sent.Item1, sent.Item2, sent.Item3, sent.Item4, sent.Item5.Item1, sent.Item5.Item2));

    [Theory, OnEitherDatabase]
    public async Task No_request_is_an_error_of_the_server(DatabaseProvider database)
    {
        await using var app = new EchoVenue(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 4);

        // It opens every operation; no key does.
        var token = (await app.GetTokensAsync(await app.CreateStaffAsync(Roles.SuperAdmin))).Access;
        var operations = FindOperations(app, show);
        Assert.Contains(operations, operation => operation.Route == "/api/v1/echo");
        using var client = app.NewBrowser();
        var places = new Places(show.Id.ToString(), order.Reference);
        var requests = TestScale.Count(shortRun: 600, full: 50_000);
        output.WriteLine($"{requests} requests to {operations.Count} operations, seed {Seed}");
        await Request.SampleAsync(
            async sent => await SendAsync(client, token, places, operations[sent.Operation % operations.Count], sent),
            iter: requests,
            threads: 1,
            seed: Seed
        );
        Assert.DoesNotContain(app.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    private static async Task SendAsync(Browser client, string token, Places places, Operation operation, Sent sent)
    {
        var method = sent.Method < Methods.Length ? Methods[sent.Method] : operation.Method;
        var body =
            operation.Example is { } example && sent.Body.Field >= 0 ? Change(example, sent.Body.Field, sent.Body.Value) : sent.Body.Text;
        var path = string.Join(
            '/',
            operation
                .Route.Split('/')
                .Select(part => part.StartsWith('{') ? places.Find(part, operation, sent) ?? ToSegment(sent.Route) : part)
        );
        var query = ToQuery([.. sent.Query.Select(field => (operation.FindParameter(field.Item1) ?? field.Item2, field.Item3))], path);
        var answer = await client.CallAsync(
            new HttpMethod(method),
            path + query,
            request =>
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
                request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString());
                request.Content = method is "GET" or "HEAD" ? null : new StringContent(body, Encoding.UTF8, "application/json");
                if (sent.ContentType.Length > 0 && request.Content is not null)
                {
                    request.Content.Headers.Remove("Content-Type");
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", sent.ContentType);
                }
            }
        );
        Assert.True((int)answer.Status < 500, $"{method} {path}{query} answered {(int)answer.Status} to {sent.ContentType} {body}");
        Assert.True(
            (int)answer.Status < 400 || answer.Headers["Content-Type"] == "application/problem+json",
            $"{method} {path}{query} answered {answer.Headers.GetValueOrDefault("Content-Type")}"
        );
    }

    /// <param name="Query">Number of one of the operation's parameters, any name in place of it, and the value.</param>
    /// <param name="ContentType">Empty for that of JSON.</param>
    private sealed record Sent(
        int Operation,
        int Method,
        (string Text, int Field, string Value) Body,
        (int, string, string)[] Query,
        string Route,
        string ContentType
    );

    /// <param name="Parameters">Of the query.</param>
    /// <param name="Example">The body in the documentation, with ids of this venue; null if it takes none.</param>
    private sealed record Operation(string Method, string Route, IReadOnlyList<string> Parameters, JsonElement? Example)
    {
        public string? FindParameter(int number) => number < 0 || Parameters.Count == 0 ? null : Parameters[number % Parameters.Count];
    }

    private sealed record Places(string EventId, string Reference)
    {
        /// <returns>Null for any text. The event is neither cancelled nor postponed, so that it can be sold until the end.</returns>
        public string? Find(string parameter, Operation operation, Sent sent) =>
            parameter switch
            {
                "{id:guid}" when operation.Route.Split('/')[^1] is "cancel" or "postpone" => null,
                "{id:guid}" or "{eventId:guid}" => EventId,
                "{number:int}" => "1",
                "{reference}" when sent.Method % 2 == 0 => Reference,
                _ => null,
            };
    }

    private static List<Operation> FindOperations(EchoVenue app, Event show)
    {
        var json = app.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return
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
                        .HttpMethods.Select(method => new Operation(
                            method,
                            endpoint.RoutePattern.RawText!,
                            QueryParameters.Find(endpoint),
                            ReadExample(endpoint.Metadata.GetMetadata<RequestExample>(), json, show)
                        ))
                ),
        ];
    }

    private static JsonElement? ReadExample(RequestExample? example, JsonSerializerOptions json, Event show) =>
        example is null
            ? null
            : JsonElement.Parse(
                JsonSerializer
                    .Serialize(example.Value, json)
                    .Replace($"{EventExamples.Event.Id}", $"{show.Id}", StringComparison.Ordinal)
                    .Replace($"{EventExamples.Event.TicketTypes[0].Id}", $"{show.TicketTypes[0].Id}", StringComparison.Ordinal)
            );

    /// <summary>The example with another value in one field.</summary>
    private static string Change(JsonElement example, int field, string value)
    {
        var fields = example.EnumerateObject().ToList();
        var changed = fields.Select((f, i) => $"{Quote(f.Name)}:{(i == field % fields.Count ? value : f.Value.GetRawText())}");
        return $"{{{string.Join(',', changed)}}}";
    }

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

    private static string ToQuery((string Name, string Value)[] fields, string path) =>
        fields.Length == 0 ? "" : "?" + string.Join('&', fields.Select(f => $"{f.Name}={Uri.EscapeDataString(ToValid(Find(f, path)))}"));

    // A cursor of any list would be refused before its position is read.
    private static string Find((string Name, string Value) field, string path) =>
        field.Name == "cursor" && PagePosition.Parse(field.Value) is { } position ? PageCursor.Write(position, path) : field.Value;

    // Kestrel refuses NUL in a path.
    private static string ToSegment(string text) => Uri.EscapeDataString(ToValid(text).Replace('\0', '0'));

    // Half a surrogate pair cannot be written into an address.
    private static string ToValid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
