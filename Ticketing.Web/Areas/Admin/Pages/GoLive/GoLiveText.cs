using Ticketing.Features.GoLive;

namespace Ticketing.Areas.Admin.Pages.GoLive;

public static class GoLiveText
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [GoLiveTopics.Database] = "Database",
        [GoLiveTopics.Address] = "Public address",
        [GoLiveTopics.Tls] = "Secure connection",
        [GoLiveTopics.Proxy] = "Proxy",
        [GoLiveTopics.Mail] = "Email",
        [GoLiveTopics.Dns] = "Sender’s domain",
        [GoLiveTopics.Payment] = "Payments",
        [GoLiveTopics.Webhook] = "Stripe’s messages",
        [GoLiveTopics.Clock] = "Clock",
        [GoLiveTopics.Disk] = "Disk space",
        [GoLiveTopics.Permissions] = "File permissions",
        [GoLiveTopics.Backup] = "Backups",
        [GoLiveTopics.SecondFactor] = "Second factors",
        [GoLiveTopics.Legal] = "Legal details",
    };

    private static readonly Dictionary<string, (string Path, string Label)> Links = new(StringComparer.Ordinal)
    {
        [GoLiveTopics.Mail] = ("/admin/notifications", "Email"),
        [GoLiveTopics.Webhook] = ("/admin/payments/messages", "Stripe’s messages"),
        [GoLiveTopics.Backup] = ("/admin/backups", "Backups"),
        [GoLiveTopics.SecondFactor] = ("/admin/users", "Staff"),
        [GoLiveTopics.Legal] = ("/admin/settings/legal", "Settings"),
    };

    public static string GetName(string topic) => Names.GetValueOrDefault(topic, topic);

    /// <returns>Page on which staff can do something about it; null if only the operator can.</returns>
    public static (string Path, string Label)? FindLink(string topic) => Links.TryGetValue(topic, out var link) ? link : null;

    public static string ToText(this GoLiveStatus status) =>
        status switch
        {
            GoLiveStatus.Ok => "OK",
            GoLiveStatus.Warn => "Warning",
            _ => "Problem",
        };

    public static string ChipClass(this GoLiveStatus status) =>
        status switch
        {
            GoLiveStatus.Ok => "good",
            GoLiveStatus.Warn => "warn",
            _ => "bad",
        };

    public static string Summarise(int problems, int warnings) =>
        (problems, warnings) switch
        {
            (0, 0) => "Everything is ready.",
            (0, _) => $"{Count(warnings, "warning")}, no problems.",
            (_, 0) => $"{Count(problems, "problem")} to solve before you sell tickets.",
            _ => $"{Count(problems, "problem")} to solve before you sell tickets, and {Count(warnings, "warning")}.",
        };

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
