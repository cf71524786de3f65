namespace Ticketing.Features.Insights.StaffMails;

/// <summary>Emails that staff choose to get.</summary>
public enum StaffMailTopic
{
    Digest,
    LowStock,
}
