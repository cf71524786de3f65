using System.Text.Json.Nodes;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>An authenticated request.</summary>
/// <param name="Origin">Base address that the caller used; hosted pages are below it.</param>
internal sealed record ApiRequest(string Origin, string Id, RequestParameters Parameters)
{
    public Expansion Expand { get; } = Expansion.Parse(Parameters.Texts("expand"));
}

/// <summary>Validates the request and returns the action to run; parameters not read by then are refused.</summary>
internal delegate Func<JsonObject> Handler(ApiRequest request);

/// <param name="IsStored">True if validation passed: the answer is stored under the idempotency key.</param>
internal sealed record ApiAnswer(int Status, string Body, bool IsStored, bool IsReplay = false)
{
    public static ApiAnswer FromError(ApiErrorException refusal, bool isStored = false) => new(refusal.Status, refusal.Body, isStored);
}
