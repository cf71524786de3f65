namespace Ticketing.Features.Backups;

/// <summary>Said on several pages. Without full stops.</summary>
public static class BackupWarning
{
    public const string NoneYet = "There is no backup yet";
    public const string OnThisMachineOnly = "All backups are on this machine";
    public const string OlderThanADay = "older than a day";

    /// <summary>The remedy for <see cref="OnThisMachineOnly"/>.</summary>
    public const string StoreElsewhere = "Set Backup:Target to S3 or WebDav, or copy them away regularly";

    public static string DescribeLastGood(string age) => $"The last good backup is {age}";

    public static string DescribeLastOutside(string age) => $"The last backup outside this machine is {age}";
}
