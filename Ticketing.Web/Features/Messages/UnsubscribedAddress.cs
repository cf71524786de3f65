namespace Ticketing.Features.Messages;

/// <summary>A mailbox that gets no news from this venue.</summary>
public sealed class UnsubscribedAddress
{
    /// <summary>Made with the venue's secret, so that the list names nobody.</summary>
    public required string Hash { get; init; }
    public required DateTimeOffset At { get; init; }
}
