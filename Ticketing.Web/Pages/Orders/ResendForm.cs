using Ticketing.Features.Orders.Buyers;

namespace Ticketing.Pages.Orders;

public sealed record ResendForm(string Reference, string? Email)
{
    public string? Error { get; init; }

    public EmailDoubt? EmailDoubt { get; init; }

    /// <summary>Answer to an earlier <see cref="EmailDoubt"/>.</summary>
    public string? EmailChoice { get; init; }

    /// <summary>Null if no code is asked for.</summary>
    public string? CodeSentTo { get; init; }

    public string? CodeError { get; init; }
}
