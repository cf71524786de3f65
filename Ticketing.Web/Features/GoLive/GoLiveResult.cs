namespace Ticketing.Features.GoLive;

/// <summary>A line of the last run.</summary>
public sealed class GoLiveResult
{
    public const int MaxTopicLength = 32;
    public const int MaxTextLength = 2000;

    public required string Topic { get; init; }
    public required GoLiveStatus Status { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset CheckedAt { get; init; }
}
