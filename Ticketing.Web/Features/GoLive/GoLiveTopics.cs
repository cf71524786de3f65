namespace Ticketing.Features.GoLive;

/// <summary>As the command prints them.</summary>
public static class GoLiveTopics
{
    /// <summary>Listed before <see cref="All"/>, and only if it cannot be used.</summary>
    public const string Database = "database";
    public const string Address = "address";
    public const string Tls = "tls";
    public const string Proxy = "proxy";
    public const string Mail = "mail";
    public const string Dns = "dns";
    public const string Payment = "payment";
    public const string Webhook = "webhook";
    public const string Clock = "clock";
    public const string Disk = "disk";
    public const string Permissions = "permissions";
    public const string Backup = "backup";
    public const string SecondFactor = "second-factor";
    public const string Legal = "legal";

    /// <summary>In the order in which they are listed.</summary>
    public static IReadOnlyList<string> All { get; } =
    [Address, Tls, Proxy, Mail, Dns, Payment, Webhook, Clock, Disk, Permissions, Backup, SecondFactor, Legal];
}
