using System.Net;
using System.Text;
using System.Text.Json;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

/// <param name="Json">Undefined if the body is empty or no JSON.</param>
public sealed record ApiAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body, JsonElement Json)
{
    public ApiAnswer ExpectStatus(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status}, not {(int)status}: {Body[..Math.Min(Body.Length, 600)]}");
        return this;
    }

    /// <summary>Checks that it is a complete problem document.</summary>
    /// <param name="type">The last part of the type.</param>
    public ApiAnswer ExpectProblem(HttpStatusCode status, string type)
    {
        ExpectStatus(status);
        Assert.Equal("application/problem+json", Headers["Content-Type"]);
        Assert.Equal($"/api/problems/{type}", Json.GetProperty("type").GetString());
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(Json.GetProperty("title").GetString()!);
        Assert.NotEmpty(Json.GetProperty("detail").GetString()!);
        Assert.Contains("no-store", Headers["Cache-Control"], StringComparison.Ordinal);
        return this;
    }

    /// <summary>"field: detail" of each error.</summary>
    public IReadOnlyList<string> Errors =>
        [
            .. Json.GetProperty("errors")
                .EnumerateArray()
                .Select(error => $"{error.GetProperty("field").GetString()}: {error.GetProperty("detail").GetString()}"),
        ];

    public IReadOnlyList<JsonElement> Items => [.. Json.GetProperty("items").EnumerateArray()];
}

internal static class ApiActions
{
    public static async Task<ApiAnswer> CallAsync(
        this Browser client,
        HttpMethod method,
        string path,
        Action<HttpRequestMessage>? change = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        change?.Invoke(request);
        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new ApiAnswer(response.StatusCode, headers, body, Parse(body));
    }

    public static async Task<ApiAnswer> CallAsync(
        this TicketingApp app,
        HttpMethod method,
        string path,
        Action<HttpRequestMessage>? change = null
    )
    {
        using var client = app.NewBrowser();
        return await client.CallAsync(method, path, change);
    }

    public static Task<ApiAnswer> GetApiAsync(this TicketingApp app, string path, params (string Name, string Value)[] headers) =>
        app.CallAsync(
            HttpMethod.Get,
            path,
            request =>
            {
                foreach (var (name, value) in headers)
                {
                    request.Headers.TryAddWithoutValidation(name, value);
                }
            }
        );

    public static Task<ApiAnswer> PostApiAsync(this TicketingApp app, string path, string json, string type = "application/json") =>
        app.CallAsync(HttpMethod.Post, path, request => request.Content = new StringContent(json, Encoding.UTF8, type));

    private static JsonElement Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body).RootElement;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
