namespace Ticketing.Api.Documentation;

/// <summary>A possible answer to a successful call of an operation.</summary>
internal sealed record ResponseExample(object Value);

internal static class ResponseExampleExtensions
{
    public static TBuilder WithExample<TBuilder>(this TBuilder operation, object value)
        where TBuilder : IEndpointConventionBuilder => operation.WithMetadata(new ResponseExample(value));
}
