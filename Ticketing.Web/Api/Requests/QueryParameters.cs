using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Ticketing.Api.Requests;

/// <summary>The query parameters that an operation declares.</summary>
internal static class QueryParameters
{
    public static IReadOnlyList<string> Find(Endpoint endpoint)
    {
        var route = (endpoint as RouteEndpoint)
            ?.RoutePattern.Parameters.Select(part => part.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. endpoint
                .Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
                .Where(parameter => IsOfQuery(parameter) && route?.Contains(parameter.Name) != true)
                .Select(parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name)),
        ];
    }

    private static bool IsOfQuery(IParameterBindingMetadata parameter) =>
        (parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string))
        && !parameter.ParameterInfo.IsDefined(typeof(FromHeaderAttribute), inherit: false);
}
