using System.Globalization;

namespace Ticketing.Api.Problems;

/// <summary>Answers with a problem document.</summary>
public sealed class ProblemResult(ApiProblem problem) : IResult
{
    private static readonly TimeSpan AfterOutage = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterTooMany = TimeSpan.FromMinutes(1);

    public static ProblemResult Create(ProblemType type) => new(ApiProblem.Create(type));

    /// <param name="detail">Says more than the type's own explanation.</param>
    public static ProblemResult Create(ProblemType type, string detail) => new(ApiProblem.Create(type) with { Detail = detail });

    public static ProblemResult Invalid(params IReadOnlyList<FieldError> errors) =>
        new(ApiProblem.Create(ProblemType.InvalidFields) with { Errors = errors });

    public static ProblemResult Invalid(string field, string detail) => Invalid(new FieldError(field, detail));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if (response.Headers.RetryAfter.Count == 0 && FindWait(problem.Status) is { } wait)
        {
            response.Headers.RetryAfter = wait.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return response.WriteAsJsonAsync(problem, options: null, ApiProblem.ContentType, httpContext.RequestAborted);
    }

    /// <returns>For whoever refuses without knowing when it may succeed.</returns>
    private static TimeSpan? FindWait(int status) =>
        status switch
        {
            StatusCodes.Status429TooManyRequests => AfterTooMany,
            StatusCodes.Status503ServiceUnavailable => AfterOutage,
            _ => null,
        };
}
