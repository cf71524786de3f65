using System.Text.Json.Nodes;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>A request of which the key was right.</summary>
/// <param name="Origin">Where the caller found the double; its pages are there too.</param>
/// <param name="Id">From the path.</param>
internal sealed record ApiRequest(string Origin, string Id, Parameters Parameters)
{
    public Expansion Expand { get; } = Expansion.Of(Parameters.Texts("expand"));
}

/// <summary>Reads and checks what is asked for, and returns what is then to be done; what was not read until then is refused.</summary>
internal delegate Func<JsonObject> Handler(ApiRequest request);

/// <param name="Began">The request was right and was begun: its answer is kept under its key.</param>
internal sealed record ApiAnswer(int Status, string Body, bool Began, bool IsReplay = false)
{
    public static ApiAnswer Of(Refusal refusal, bool began = false) => new(refusal.Status, refusal.Body, began);
}
