using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public enum BackupTargetKind
{
    /// <summary>The folder <c>backups</c> in the storage folder.</summary>
    Folder,

    S3,
    WebDav,
}

public sealed class BackupOptions : IValidatedOptions
{
    private const int MinPassphraseLength = 12;
    private static readonly TimeSpan MinSchedule = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxSchedule = TimeSpan.FromDays(31);

    public static string Section => "Backup";

    /// <summary>Time between two backups. Zero: none are made on a schedule.</summary>
    public TimeSpan Schedule { get; set; } = TimeSpan.FromDays(1);

    public BackupKeepOptions Keep { get; set; } = new();

    public BackupTargetKind Target { get; set; }

    /// <summary>Encrypts backups. Required for targets outside the storage folder.</summary>
    public string Passphrase { get; set; } = "";

    public BackupS3Options S3 { get; set; } = new();

    public BackupWebDavOptions WebDav { get; set; } = new();

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.Require(
            Schedule == TimeSpan.Zero || (Schedule >= MinSchedule && Schedule <= MaxSchedule),
            nameof(Schedule),
            $"{Schedule} is out of range; it must be from {MinSchedule} to {MaxSchedule}, or 00:00:00 for no scheduled backups"
        );
        Keep.Validate(problems);
        ValidatePassphrase(problems);
        S3.Validate(Target == BackupTargetKind.S3, problems);
        WebDav.Validate(Target == BackupTargetKind.WebDav, problems);
    }

    private void ValidatePassphrase(SettingProblems problems)
    {
        problems.Require(
            Passphrase.Length > 0 || Target == BackupTargetKind.Folder,
            nameof(Passphrase),
            $"is required where Backup:Target is {Target}: backups contain the keys that sign tickets"
        );
        problems.Require(
            Passphrase.Length is 0 or >= MinPassphraseLength,
            nameof(Passphrase),
            $"must have at least {MinPassphraseLength} characters"
        );
        // A passphrase read from a file is trimmed, and would then be another one.
        problems.Require(Passphrase.Trim() == Passphrase, nameof(Passphrase), "must not begin or end with a space");
    }
}
