using System.Text.Json;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.GoLive.PublicAddress;

public abstract record AddressOutcome
{
    /// <summary>No public address is configured.</summary>
    public sealed record NotSet : AddressOutcome;

    /// <param name="Statement">Null if something else than this venue answered.</param>
    public sealed record Asked(Uri Address, ProbeOutcome Outcome, VenueStatement? Statement) : AddressOutcome;
}

/// <summary>Asks the public address for a proof that this venue answers there.</summary>
public sealed class VenueAddress(IPublicAddressProbe probe, VenueProof proof, IOptionsMonitor<SiteOptions> site)
{
    public async Task<AddressOutcome> AskAsync(CancellationToken ct)
    {
        if (!Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var address))
        {
            return new AddressOutcome.NotSet();
        }

        var challenge = await proof.CreateChallengeAsync(ct);
        var outcome = await probe.GetAsync(new Uri(address, $"{VenueCheckEndpoint.Path}?challenge={challenge}"), ct);
        return new AddressOutcome.Asked(address, outcome, await ReadAsync(challenge, outcome, ct));
    }

    private async Task<VenueStatement?> ReadAsync(string challenge, ProbeOutcome outcome, CancellationToken ct) =>
        outcome is ProbeOutcome.Answered { Status: StatusCodes.Status200OK } answered
        && Parse(answered.Body) is { Statement: { } statement } answer
        && await proof.IsAnswerAsync(challenge, statement, answer.Proof, ct)
            ? statement
            : null;

    private static VenueAnswer? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<VenueAnswer>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
