using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Ticketing.Api;
using Ticketing.Api.Requests;
using Ticketing.Features.Settlements.Terms;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Architecture;
using Ticketing.Tests.Features.Rescheduling;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed partial class ApiDocumentTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Address = "/openapi/v1.json";

    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A change of the API is a decision: replace the copy if it is meant, and say so in the changelog.</summary>
    [Fact]
    public async Task The_document_is_the_one_in_the_repository()
    {
        var committed = Path.Combine(Repository.Folder, "docs", "openapi.json");
        var served = (await app.GetApiAsync(Address)).ExpectStatus(HttpStatusCode.OK).Body.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (!File.Exists(committed) || await File.ReadAllTextAsync(committed, Ct) != served)
        {
            var copy = Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Folder, "artifacts")).FullName, "openapi.json");
            await File.WriteAllTextAsync(copy, served, Ct);
            Assert.Fail($"The API has changed. If that is meant: cp {copy} {committed}");
        }
    }

    [Fact]
    public async Task It_is_valid_OpenAPI_3_1()
    {
        var read = OpenApiDocument.Parse((await app.GetApiAsync(Address)).Body, "json");
        Assert.Empty(read.Diagnostic!.Errors.Select(error => error.Message));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public async Task Every_operation_is_described_with_an_example_and_its_errors()
    {
        var described = await ReadOperationsAsync();
        var mapped =
            from endpoint in app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints)
            let route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? ""
            where route.StartsWith(ApiPaths.Version1, StringComparison.Ordinal)
            from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
            select $"{method} {Constraint.Replace(route, "}")}";
        Assert.Equal(mapped.Order(), described.Select(operation => operation.Name).Order());
        foreach (var (name, json) in described)
        {
            Assert.True(json.TryGetProperty("summary", out _), $"{name} has no summary");
            Assert.True(json.TryGetProperty("description", out _), $"{name} is not described");
            Assert.True(json.TryGetProperty("operationId", out _), $"{name} has no id");
            var responses = json.GetProperty("responses");
            foreach (var status in new[] { "429", "500", "503" })
            {
                Assert.True(responses.TryGetProperty(status, out var error), $"{name} does not say {status}");
                Assert.True(HasExample(error), $"{name} has no example of {status}");
                Assert.True(HasHeader(error, "RateLimit"), $"{name} does not say that {status} has a RateLimit");
            }

            Assert.True(
                !json.TryGetProperty("parameters", out var parameters)
                    || parameters.EnumerateArray().All(parameter => parameter.TryGetProperty("description", out _)),
                $"{name} has a parameter that is not described"
            );

            Assert.True(
                responses
                    .EnumerateObject()
                    .Where(r => r.Name[0] == '2')
                    .All(r => !r.Value.TryGetProperty("content", out _) || HasExample(r.Value)),
                $"{name} has no example"
            );
        }
    }

    [Fact]
    public async Task Every_operation_names_the_scope_that_it_needs()
    {
        var needed = ApiAccessTests.FindOperations(app).Select(o => (Constraint.Replace(o.Name, "}"), o.Needs)).Order();
        var named =
            from operation in await ReadOperationsAsync()
            let scope = operation.Json.TryGetProperty("security", out var security) && security[0].TryGetProperty("bearer", out var scopes)
                ? scopes[0].GetString()!
                : "everybody"
            select (operation.Name, scope);
        Assert.Equal(needed, named.Order());
    }

    [Fact]
    public async Task Each_kind_of_error_has_an_example_and_answers_say_which_headers_they_have()
    {
        var operations = (await ReadOperationsAsync()).ToDictionary(o => o.Name, o => o.Json.GetProperty("responses"));
        var order = operations["POST /api/v1/holds/{code}/order"];
        Assert.Equal(
            ["hold-ended", "total-changed", "request-under-way", "idempotency-answer-lost"],
            GetContent(order.GetProperty("409")).GetProperty("examples").EnumerateObject().Select(example => example.Name)
        );
        Assert.Equal(
            ["unavailable", "closed-for-recovery"],
            GetContent(order.GetProperty("503")).GetProperty("examples").EnumerateObject().Select(example => example.Name)
        );
        foreach (
            var (operation, status, header) in new[]
            {
                ("GET /api/v1/events", "200", "ETag"),
                ("GET /api/v1/events", "200", "Link"),
                ("GET /api/v1/admin/events/{id}", "200", "ETag"),
                ("PUT /api/v1/webhooks/{id}", "200", "ETag"),
                ("POST /api/v1/admin/events", "201", "Location"),
                ("POST /api/v1/box-office/sales", "201", "Idempotency-Replayed"),
                ("POST /api/v1/box-office/sales", "409", "Retry-After"),
                ("POST /api/v1/holds", "429", "Retry-After"),
                ("GET /api/v1/orders", "503", "Retry-After"),
            }
        )
        {
            Assert.True(HasHeader(operations[operation].GetProperty(status), header), $"{operation} does not say {header} of {status}");
        }

        Assert.False(HasHeader(operations["POST /api/v1/holds"].GetProperty("201"), "Location"));
        Assert.False(HasHeader(operations["GET /api/v1/orders"].GetProperty("200"), "ETag"));
    }

    [Fact]
    public async Task A_hold_takes_a_key_but_does_not_need_one()
    {
        var hold = (await ReadOperationsAsync()).Single(operation => operation.Name == "POST /api/v1/holds").Json;
        Assert.Equal("""[{},{"bearer":["orders:create"]}]""", Blank.Replace(hold.GetProperty("security").GetRawText(), ""));
    }

    [Fact]
    public async Task Exactly_the_documented_parameters_are_taken()
    {
        var documented =
            from operation in await ReadOperationsAsync()
            from parameter in operation.Json.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToList() : []
            where parameter.GetProperty("in").GetString() == "query"
            select $"{operation.Name} {parameter.GetProperty("name").GetString()}";
        var taken =
            from endpoint in app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints)
            let route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? ""
            where route.StartsWith(ApiPaths.Version1, StringComparison.Ordinal)
            from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
            from parameter in QueryParameters.Find(endpoint)
            select $"{method} {Constraint.Replace(route, "}")} {parameter}";
        Assert.Equal(documented.Order(), taken.Order());
    }

    [Fact]
    public async Task Fields_are_described_or_speak_for_themselves()
    {
        string[] plain =
        [
            "id",
            "title",
            "status",
            "startsAt",
            "state",
            "salesEndAt",
            "minPerOrder",
            "maxPerOrder",
            "items",
            "email",
            "createdAt",
            "ticket",
        ];
        using var document = JsonDocument.Parse((await app.GetApiAsync(Address)).Body);
        var undescribed =
            from schema in document.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject()
            where schema.Value.TryGetProperty("properties", out _)
            from field in schema.Value.GetProperty("properties").EnumerateObject()
            where !IsDescribed(field.Value) && !plain.Contains(field.Name)
            select $"{schema.Name}.{field.Name}";
        Assert.Empty(undescribed);
    }

    /// <summary>Without it, generated clients do not know what to send.</summary>
    [Fact]
    public async Task Lists_say_what_they_contain()
    {
        using var document = JsonDocument.Parse((await app.GetApiAsync(Address)).Body);
        var vague =
            from schema in document.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject()
            where schema.Value.TryGetProperty("properties", out _)
            from field in schema.Value.GetProperty("properties").EnumerateObject()
            where field.Value.TryGetProperty("type", out var type) && type.ToString().Contains("array", StringComparison.Ordinal)
            where
                !field.Value.TryGetProperty("items", out var items)
                || (!items.TryGetProperty("type", out _) && !items.TryGetProperty("$ref", out _))
            select $"{schema.Name}.{field.Name}";
        Assert.Empty(vague);
    }

    // Fields that may be null are described in one of the alternatives.
    private static bool IsDescribed(JsonElement field) =>
        field.TryGetProperty("description", out _)
        || (field.TryGetProperty("oneOf", out var alternatives) && alternatives.EnumerateArray().Any(IsDescribed));

    /// <summary>So that the examples cannot become outdated.</summary>
    [Fact]
    public async Task Examples_have_the_fields_and_types_of_real_answers()
    {
        var show = await app.PublishEventAsync(e => e.LineUp = "20:15 Ana Luz");
        var order = await app.BuyAsync(show, "Standing", 2);
        await app.StartRefundAsync(order, 1);
        await app.MoveByDaysAsync(show, 1, ReschedulingSteps.Tell);
        await app.AgreeTermsAsync(show, TermsForm.Default with { Artist = "Nadia Karim", Share = "70" });
        await app.AddDeductionAsync(show, "PA hire", "5");
        var member = await app.CreateStaffAsync(Roles.SuperAdmin);
        var token = (await app.GetTokensAsync(member)).Access;

        // Is sent to nobody: the address is refused.
        var webhook = await app.AddWebhookAsync("https://localhost/hooks");
        var delivery = await app.QueueWebhookAsync(webhook.Id);
        await app.SendWebhooksAsync();
        var values = new Dictionary<string, string>
        {
            ["id"] = $"{show.Id}",
            ["eventId"] = $"{show.Id}",
            ["typeId"] = $"{show.TicketTypes[0].Id}",
            ["codeId"] = $"{(await app.AddCodeAsync(show, change: code => code.MaxTickets = 100)).Id}",
            ["reference"] = order.Reference,
            ["deliveryId"] = $"{delivery.Id}",
        };
        foreach (var (name, json) in (await ReadOperationsAsync()).Where(o => o.Name.StartsWith("GET ", StringComparison.Ordinal)))
        {
            var route = name.Split(' ')[1]
                .Replace("/staff/{id}", $"/staff/{member.Id}", StringComparison.Ordinal)
                .Replace("/webhooks/{id}", $"/webhooks/{webhook.Id}", StringComparison.Ordinal);
            var path = Parameter.Replace(route, parameter => values[parameter.Value.Trim('{', '}')]);
            var answer = (await app.GetWithTokenAsync(path, token)).ExpectStatus(HttpStatusCode.OK);
            var content = GetContent(json.GetProperty("responses").GetProperty("200"));
            var example = content.GetProperty("example");
            if (answer.Headers["Content-Type"].StartsWith("text/csv", StringComparison.Ordinal))
            {
                Assert.Equal(FirstLine(answer.Body), FirstLine(example.GetString()!));
            }
            else
            {
                Assert.Equal(Describe(answer.Json), Describe(example));
            }
        }
    }

    private static string FirstLine(string csv) => csv.TrimStart('\uFEFF').Split('\n')[0].Trim();

    private static string Describe(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => $"{{{string.Join(", ", json.EnumerateObject().Select(f => $"{f.Name}: {DescribeField(f)}"))}}}",
            JsonValueKind.Array => $"[{json.EnumerateArray().Select(Describe).FirstOrDefault()}]",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            // Each of these may be null.
            JsonValueKind.Null or JsonValueKind.String or JsonValueKind.Number => "value",
            var kind => kind.ToString(),
        };

    // The changed values of an audit entry depend on what was done.
    private static string DescribeField(JsonProperty field) => field.Name is "before" or "after" ? "value" : Describe(field.Value);

    private async Task<List<(string Name, JsonElement Json)>> ReadOperationsAsync()
    {
        var document = (await app.GetApiAsync(Address)).ExpectStatus(HttpStatusCode.OK).Json;
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value),
        ];
    }

    private static bool HasExample(JsonElement response) =>
        GetContent(response).TryGetProperty("example", out _) || GetContent(response).TryGetProperty("examples", out _);

    private static bool HasHeader(JsonElement response, string name) =>
        response.TryGetProperty("headers", out var headers) && headers.TryGetProperty(name, out _);

    private static JsonElement GetContent(JsonElement response) => response.GetProperty("content").EnumerateObject().First().Value;

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter { get; }

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank { get; }

    [GeneratedRegex(@":[^}]+\}")]
    private static partial Regex Constraint { get; }
}
