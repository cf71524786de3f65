using Ticketing.Api.Problems;

namespace Ticketing.Api.Documentation;

/// <summary>A possible answer to a successful call of an operation.</summary>
internal sealed record ResponseExample(object Value);

/// <summary>A possible body of a call.</summary>
internal sealed record RequestExample(object Value);

internal static class ExampleExtensions
{
    public static TBuilder WithRequest<TBuilder>(this TBuilder operation, object example)
        where TBuilder : IEndpointConventionBuilder => operation.WithMetadata(new RequestExample(example));

    public static TBuilder WithExample<TBuilder>(this TBuilder operation, object value)
        where TBuilder : IEndpointConventionBuilder => operation.WithMetadata(new ResponseExample(value));

    /// <summary>Names errors that the conventions do not imply.</summary>
    public static TBuilder WithProblems<TBuilder>(this TBuilder operation, params ProblemType[] types)
        where TBuilder : IEndpointConventionBuilder => operation.WithMetadata([.. types]);
}
