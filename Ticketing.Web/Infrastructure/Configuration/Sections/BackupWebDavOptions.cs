using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class BackupWebDavOptions
{
    /// <summary>A folder, which is created if only its last part is missing.</summary>
    public string Url { get; set; } = "";

    public string Username { get; set; } = "";

    public string Password { get; set; } = "";

    internal void Validate(bool isTarget, SettingProblems problems)
    {
        foreach (var (name, value) in new[] { (nameof(Url), Url), (nameof(Username), Username), (nameof(Password), Password) })
        {
            problems.Require(value.Length > 0 || !isTarget, KeyOf(name), "is required where Backup:Target is WebDav");
            problems.Require(value.Length == 0 || isTarget, KeyOf(name), "is set, but Backup:Target is not WebDav");
        }

        // Not shown: it may contain a password.
        problems.Require(
            Url.Length == 0 || SecureAddress.IsPlain(Url),
            KeyOf(nameof(Url)),
            "is not an address like https://cloud.example.org/dav/backups, without a user name; http is for this machine only"
        );
        problems.Require(!Username.Contains(':', StringComparison.Ordinal), KeyOf(nameof(Username)), "must not contain a colon");
    }

    private static string KeyOf(string name) => $"{nameof(BackupOptions.WebDav)}:{name}";
}
