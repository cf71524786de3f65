using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Features.GoLive.PublicAddress;

/// <summary>Answers the go-live check of this venue. Others get 404, and nothing about how their request arrived.</summary>
public static class VenueCheckEndpoint
{
    public const string Path = "/venue-check";

    public static void MapVenueCheck(this IEndpointRouteBuilder routes) => routes.MapGet(Path, AnswerAsync);

    private static async Task<Results<JsonHttpResult<VenueAnswer>, NotFound>> AnswerAsync(
        string? challenge,
        VenueProof proof,
        HttpContext context,
        CancellationToken ct
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!await proof.IsChallengeAsync(challenge, ct))
        {
            return TypedResults.NotFound();
        }

        var statement = Describe(context);
        return TypedResults.Json(
            new VenueAnswer(statement, await proof.SignAnswerAsync(challenge!, statement, ct)),
            JsonSerializerOptions.Web
        );
    }

    private static VenueStatement Describe(HttpContext context)
    {
        var forwarding = context.GetForwarding();
        return new VenueStatement(
            context.Request.Scheme,
            context.Request.Host.ToUriComponent(),
            forwarding,
            forwarding == Forwarding.UnknownProxy ? Proxies.GetPlainAddress(context.Connection.RemoteIpAddress)?.ToString() ?? "" : ""
        );
    }
}
