using System.Net.Mime;
using System.Text.Json.Serialization;

namespace Ticketing.Api.Problems;

/// <summary>An error, as RFC 9457 describes them.</summary>
public sealed record ApiProblem
{
    public const string ContentType = MediaTypeNames.Application.ProblemJson;

    /// <summary>Identifies the kind of error. It never changes and is the same at every venue.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of error, in English.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Says what happened and what to do next, in English.</summary>
    public required string Detail { get; init; }

    /// <summary>The fields and parameters that are wrong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>Under this reference the box office's log says more. Only with errors of the server.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reference { get; init; }

    public static ApiProblem Create(ProblemType type) =>
        new()
        {
            Type = type.Uri,
            Title = type.Title,
            Status = type.Status,
            Detail = type.Explanation,
        };
}

/// <summary>One field or parameter that is wrong.</summary>
/// <param name="Field">Its name, with a path if it is nested: "buyer.email", "items[0].quantity".</param>
/// <param name="Detail">What is wrong with it, in English.</param>
public sealed record FieldError(string Field, string Detail);
