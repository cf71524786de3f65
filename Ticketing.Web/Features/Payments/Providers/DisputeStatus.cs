namespace Ticketing.Features.Payments.Providers;

public enum DisputeStatus
{
    /// <summary>Without evidence in time the money is lost.</summary>
    NeedsResponse,

    UnderReview,

    Won,

    Lost,
}

public static class DisputeStatusExtensions
{
    public static bool IsOpen(this DisputeStatus status) => status is DisputeStatus.NeedsResponse or DisputeStatus.UnderReview;
}
