namespace Ticketing.Features.Backups;

/// <summary>Said on several pages. Without full stops.</summary>
public static class BackupWarning
{
    public static string NoneYet => T["There is no backup yet"];
    public static string OnThisMachineOnly => T["All backups are on this machine"];
    public static string OlderThanADay => T["older than a day"];

    /// <summary>The remedy for <see cref="OnThisMachineOnly"/>.</summary>
    public static string StoreElsewhere => T["Store them elsewhere too (set Backup:Target to S3 or WebDav), or copy them away regularly"];

    public static string DescribeLastGood(string age) => T["The last good backup is {0}", age];

    public static string DescribeLastOutside(string age) => T["The last backup outside this machine is {0}", age];
}
