namespace Ticketing.Api.Problems;

/// <summary>Answers with a problem document.</summary>
public sealed class ProblemResult(ApiProblem problem) : IResult
{
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
        return response.WriteAsJsonAsync(problem, options: null, ApiProblem.ContentType, httpContext.RequestAborted);
    }
}
