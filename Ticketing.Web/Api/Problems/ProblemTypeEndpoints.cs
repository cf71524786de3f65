using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Api.Problems;

/// <summary>Explains the types of problems at the address that they name.</summary>
public static class ProblemTypeEndpoints
{
    public const string Path = ApiPaths.Root + "/problems";

    public static void MapProblemTypes(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path + "/{name}", Explain).ExcludeFromDescription().NeedsNoDatabase();

    private static Results<Ok<ProblemType>, NotFound> Explain(string name) =>
        ProblemType.All.FirstOrDefault(type => type.Name == name) is { } type ? TypedResults.Ok(type) : TypedResults.NotFound();
}
