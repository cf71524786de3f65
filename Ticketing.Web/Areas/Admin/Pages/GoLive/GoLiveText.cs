using Ticketing.Features.GoLive;

namespace Ticketing.Areas.Admin.Pages.GoLive;

public static class GoLiveText
{
    private static readonly Dictionary<string, Func<string>> Names = new(StringComparer.Ordinal)
    {
        [GoLiveTopics.Database] = () => T["Database"],
        [GoLiveTopics.Address] = () => T["Public address"],
        [GoLiveTopics.Tls] = () => T["Secure connection"],
        [GoLiveTopics.Proxy] = () => T["Proxy"],
        [GoLiveTopics.Mail] = () => T["Email"],
        [GoLiveTopics.Dns] = () => T["Sender’s domain"],
        [GoLiveTopics.Payment] = () => T["Payments"],
        [GoLiveTopics.Webhook] = () => T["Stripe’s messages"],
        [GoLiveTopics.Clock] = () => T["Clock"],
        [GoLiveTopics.Disk] = () => T["Disk space"],
        [GoLiveTopics.Permissions] = () => T["File permissions"],
        [GoLiveTopics.Backup] = () => T["Backups"],
        [GoLiveTopics.SecondFactor] = () => T["Second factors"],
        [GoLiveTopics.Legal] = () => T["Legal details"],
    };

    private static readonly Dictionary<string, string> Links = new(StringComparer.Ordinal)
    {
        [GoLiveTopics.Mail] = "/admin/notifications",
        [GoLiveTopics.Webhook] = "/admin/payments/messages",
        [GoLiveTopics.Backup] = "/admin/backups",
        [GoLiveTopics.SecondFactor] = "/admin/users",
        [GoLiveTopics.Legal] = "/admin/settings/legal",
    };

    public static string GetName(string topic) => Names.GetValueOrDefault(topic)?.Invoke() ?? topic;

    /// <returns>Page on which staff can do something about it; null if only the operator can.</returns>
    public static (string Path, string Label)? FindLink(string topic) =>
        Links.GetValueOrDefault(topic) is { } path ? (path, GetLinkText(topic)) : null;

    private static string GetLinkText(string topic) =>
        topic switch
        {
            GoLiveTopics.Mail => T["Go to Email"],
            GoLiveTopics.Webhook => T["Go to Stripe’s messages"],
            GoLiveTopics.Backup => T["Go to Backups"],
            GoLiveTopics.SecondFactor => T["Go to Staff"],
            _ => T["Go to Settings"],
        };

    public static string ToText(this GoLiveStatus status) =>
        status switch
        {
            GoLiveStatus.Ok => T["OK"],
            GoLiveStatus.Warn => T["Warning"],
            _ => T["Problem"],
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
            (0, 0) => T["Everything is ready."],
            (0, _) => T.Plural(warnings, "1 warning, no problems.", "{0} warnings, no problems."),
            (_, 0) => T.Plural(problems, "1 problem to solve before you sell tickets.", "{0} problems to solve before you sell tickets."),
            _ => T.Plural(
                problems,
                "1 problem to solve before you sell tickets, and {1}.",
                "{0} problems to solve before you sell tickets, and {1}.",
                T.Plural(warnings, "1 warning", "{0} warnings")
            ),
        };
}
