using System.Net;
using System.Text.Json;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Api;

/// <summary>
/// Calls operations with the examples of the served document. An id, code or reference in an example stands for the real one that an
/// operation has answered with.
/// </summary>
internal sealed class ApiExamples(TicketingApp app, string token, IReadOnlyDictionary<string, ApiExamples.Operation> operations)
{
    /// <summary>Fields of answers that name something.</summary>
    private static readonly string[] Names = ["id", "code", "reference", "refreshToken", "paymentUrl"];

    /// <summary>Text of the examples → what is sent in its place. Examples are of this year, and the clock of tests is ahead.</summary>
    public Dictionary<string, string> Values { get; } = new() { ["\"2026-"] = $"\"{TicketingApp.Start.Year}-" };

    public sealed record Operation(HttpMethod Method, string Path, JsonElement Description)
    {
        public bool HasRequestExample => Request?.TryGetProperty("example", out _) ?? true;

        public JsonElement? Request => Description.TryGetProperty("requestBody", out var body) ? GetContent(body) : null;

        public (HttpStatusCode Status, JsonElement? Example) Response =>
            Description.GetProperty("responses").EnumerateObject().First(response => response.Name[0] == '2') is var answer
            && answer.Value.TryGetProperty("content", out _)
                ? (Parse(answer.Name), GetContent(answer.Value).GetProperty("example"))
                : (Parse(answer.Name), null);

        public bool Takes(string header) =>
            Description.TryGetProperty("parameters", out var parameters)
            && parameters.EnumerateArray().Any(parameter => parameter.GetProperty("name").GetString() == header);

        private static HttpStatusCode Parse(string status) => Enum.Parse<HttpStatusCode>(status);

        private static JsonElement GetContent(JsonElement body) => body.GetProperty("content").EnumerateObject().First().Value;
    }

    /// <summary>By operation id.</summary>
    public static async Task<IReadOnlyDictionary<string, Operation>> ReadAsync(TicketingApp app)
    {
        var document = (await app.GetApiAsync("/openapi/v1.json")).ExpectStatus(HttpStatusCode.OK).Json;
        var operations =
            from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            select (
                operation.Value.GetProperty("operationId").GetString()!,
                new Operation(HttpMethod.Parse(operation.Name), path.Name, operation.Value)
            );
        return operations.ToDictionary();
    }

    /// <param name="parameters">Texts of examples for the parts of the path.</param>
    public async Task CallAsync(string name, IReadOnlyDictionary<string, string> parameters)
    {
        var operation = operations[name];
        var path = Fill(
            parameters.Aggregate(operation.Path, (filled, part) => filled.Replace(part.Key, part.Value, StringComparison.Ordinal))
        );
        var body = operation.Request is { } request ? Fill(request.GetProperty("example").GetRawText()) : null;
        var key = operation.Description.TryGetProperty("security", out _) ? token : "";
        (string, string)[] headers =
        [
            ("Idempotency-Key", Guid.NewGuid().ToString()),
            .. operation.Takes("If-Match") ? [("If-Match", await ReadTagAsync(operation, path, key))] : Array.Empty<(string, string)>(),
        ];
        var answer = await app.SendWithTokenAsync(operation.Method, path, key, body, headers);
        var (status, example) = operation.Response;
        Assert.True(answer.Status == status, $"{name} answered {(int)answer.Status} to its example: {answer.Body} {body}");
        if (example is { } expected)
        {
            Learn(expected, answer.Json, name);
        }
    }

    /// <summary>Of what is changed, or of what the action is about.</summary>
    private async Task<string> ReadTagAsync(Operation operation, string path, string key)
    {
        var changed = operation.Method == HttpMethod.Post ? path[..path.LastIndexOf('/')] : path;
        return (await app.GetWithTokenAsync(changed, key)).ExpectStatus(HttpStatusCode.OK).Headers["ETag"];
    }

    private string Fill(string text) =>
        Values.Aggregate(text, (filled, value) => filled.Replace(value.Key, value.Value, StringComparison.Ordinal));

    /// <summary>Also checks that both have the same fields.</summary>
    private void Learn(JsonElement example, JsonElement real, string place)
    {
        if (example.ValueKind == JsonValueKind.Object && real.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal((place, ListFields(example)), (place, ListFields(real)));
            foreach (var field in example.EnumerateObject())
            {
                var value = real.GetProperty(field.Name);
                if (Names.Contains(field.Name) && field.Value.GetString() is { } text)
                {
                    Values[text] = value.GetString()!;
                }

                Learn(field.Value, value, $"{place}.{field.Name}");
            }
        }
        else if (example.ValueKind == JsonValueKind.Array && example.GetArrayLength() > 0 && real.GetArrayLength() > 0)
        {
            Learn(example[0], real[0], place);
        }
    }

    private static string ListFields(JsonElement json) => string.Join(' ', json.EnumerateObject().Select(field => field.Name));
}
