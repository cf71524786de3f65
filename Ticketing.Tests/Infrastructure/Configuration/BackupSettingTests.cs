using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Configuration;

public sealed class BackupSettingTests
{
    private const string Secret = "hush-hush-hush";

    private static readonly string[] S3 =
    [
        "Backup:Target=S3",
        $"Backup:Passphrase={Secret}",
        "Backup:S3:Endpoint=https://s3.example.org",
        "Backup:S3:Bucket=venue-backups",
        "Backup:S3:AccessKey=key",
        $"Backup:S3:SecretKey={Secret}",
    ];

    private static readonly string[] WebDav =
    [
        "Backup:Target=WebDav",
        $"Backup:Passphrase={Secret}",
        "Backup:WebDav:Url=https://cloud.example.org/dav/backups",
        "Backup:WebDav:Username=venue",
        $"Backup:WebDav:Password={Secret}",
    ];

    [Fact]
    public void Without_settings_a_daily_backup_goes_to_the_storage_folder()
    {
        var options = new BackupOptions();

        Assert.Equal(
            (TimeSpan.FromDays(1), 7, 4, 12, BackupTargetKind.Folder, ""),
            (options.Schedule, options.Keep.Days, options.Keep.Weeks, options.Keep.Months, options.Target, options.Passphrase)
        );
        Assert.Empty(Find());
    }

    [Theory]
    [InlineData("Backup:Schedule=00:00:00")]
    [InlineData("Backup:Schedule=01:00:00")]
    [InlineData("Backup:Schedule=31.00:00:00")]
    [InlineData("Backup:Keep:Weeks=0", "Backup:Keep:Months=0", "Backup:Keep:Days=1")]
    [InlineData("Backup:Passphrase=twelve chars")]
    public void A_good_setting_is_accepted(params string[] settings) => Assert.Empty(Find(settings));

    [Theory]
    [InlineData("Backup:Schedule=00:59:59", "Backup:Schedule: 00:59:59 is out of range; it must be from 01:00:00 to 31.00:00:00")]
    [InlineData("Backup:Schedule=-01:00:00", "Backup:Schedule: -01:00:00 is out of range")]
    [InlineData("Backup:Schedule=32.00:00:00", "Backup:Schedule: 32.00:00:00 is out of range")]
    [InlineData("Backup:Schedule=daily", "Backup:Schedule: 'daily' is not a duration")]
    [InlineData("Backup:Keep:Days=0", "Backup:Keep:Days: 0 is out of range")]
    [InlineData("Backup:Keep:Weeks=-1", "Backup:Keep:Weeks: -1 is out of range")]
    [InlineData("Backup:Keep:Months=-1", "Backup:Keep:Months: -1 is out of range")]
    [InlineData("Backup:Target=Ftp", "Backup:Target: 'Ftp' is not one of Folder, S3, WebDav")]
    [InlineData("Backup:Passphrase=elevenchars", "Backup:Passphrase: must have at least 12 characters")]
    [InlineData("Backup:Passphrase= twelve chars", "Backup:Passphrase: must not begin or end with a space")]
    [InlineData("Backup:S3:Bucket=venue", "Backup:S3:Bucket: is set, but Backup:Target is not S3")]
    [InlineData("Backup:WebDav:Password=hush", "Backup:WebDav:Password: is set, but Backup:Target is not WebDav")]
    [InlineData("Backup:Kept:Days=7", "Backup:Kept: is no setting; did you mean Backup:Keep?")]
    [InlineData("Backups:Target=S3", "Backups: is no section of settings; did you mean Backup?")]
    public void A_bad_setting_is_named_with_its_reason(string setting, string complaint) =>
        Assert.StartsWith(complaint, Assert.Single(Find(setting)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Backup:Passphrase", "is required where Backup:Target is S3")]
    [InlineData("Backup:S3:Endpoint", "is required where Backup:Target is S3")]
    [InlineData("Backup:S3:Bucket", "is required where Backup:Target is S3")]
    [InlineData("Backup:S3:AccessKey", "is required where Backup:Target is S3")]
    [InlineData("Backup:S3:SecretKey", "is required where Backup:Target is S3")]
    public void A_bucket_needs_all_of_its_settings_and_a_passphrase(string missing, string complaint)
    {
        Assert.Empty(Find(S3));

        Assert.StartsWith($"{missing}: {complaint}", Assert.Single(Find(Without(S3, missing))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Backup:Passphrase", "is required where Backup:Target is WebDav")]
    [InlineData("Backup:WebDav:Url", "is required where Backup:Target is WebDav")]
    [InlineData("Backup:WebDav:Username", "is required where Backup:Target is WebDav")]
    [InlineData("Backup:WebDav:Password", "is required where Backup:Target is WebDav")]
    public void A_WebDAV_server_needs_all_of_its_settings_and_a_passphrase(string missing, string complaint)
    {
        Assert.Empty(Find(WebDav));

        Assert.StartsWith($"{missing}: {complaint}", Assert.Single(Find(Without(WebDav, missing))), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_missing_is_named_at_once() =>
        Assert.Equal(
            ["Backup:Passphrase", "Backup:S3:Endpoint", "Backup:S3:Bucket", "Backup:S3:AccessKey", "Backup:S3:SecretKey"],
            Find("Backup:Target=S3").Select(problem => problem.Split(": ")[0])
        );

    [Theory]
    [InlineData("Backup:S3:Endpoint=http://localhost:9000", true)]
    [InlineData("Backup:S3:Endpoint=http://127.0.0.1:9000/", true)]
    [InlineData("Backup:S3:Endpoint=https://storage.example.org/v1/s3", true)]
    [InlineData("Backup:S3:Endpoint=http://s3.example.org", false)]
    [InlineData("Backup:S3:Endpoint=s3.example.org", false)]
    [InlineData("Backup:S3:Endpoint=ftp://s3.example.org", false)]
    [InlineData("Backup:S3:Endpoint=https://key:hush-hush-hush@s3.example.org", false)]
    [InlineData("Backup:S3:Endpoint=https://s3.example.org/?x=y", false)]
    [InlineData("Backup:S3:Bucket=venue/backups", false)]
    [InlineData("Backup:S3:Bucket=arn:aws:s3:::venue", false)]
    [InlineData("Backup:S3:Region=auto", true)]
    [InlineData("Backup:S3:Region=", false)]
    [InlineData("Backup:S3:Region=eu west", false)]
    [InlineData("Backup:S3:AccessKey=a key", false)]
    [InlineData("Backup:S3:SecretKey=hush-hush-hush too", false)]
    public void Addresses_and_names_of_a_bucket_are_checked(string setting, bool isValid) => AssertChecked(S3, setting, isValid);

    [Theory]
    [InlineData("Backup:WebDav:Url=http://localhost/dav/", true)]
    [InlineData("Backup:WebDav:Url=http://cloud.example.org/dav", false)]
    [InlineData("Backup:WebDav:Url=/dav", false)]
    [InlineData("Backup:WebDav:Url=https://venue:hush-hush-hush@cloud.example.org/dav", false)]
    [InlineData("Backup:WebDav:Url=https://cloud.example.org/dav?x=y", false)]
    [InlineData("Backup:WebDav:Username=a:b", false)]
    public void Addresses_and_names_of_a_WebDAV_server_are_checked(string setting, bool isValid) => AssertChecked(WebDav, setting, isValid);

    [Fact]
    public void A_passphrase_may_come_from_a_file() =>
        Assert.Empty(Find([.. S3, "Backup:Passphrase_FILE=/run/secrets/passphrase", "Backup:S3:SecretKey_FILE=/run/secrets/s3"]));

    private static void AssertChecked(string[] complete, string setting, bool isValid)
    {
        var key = setting.Split('=')[0];
        var problems = Find([.. Without(complete, key), setting]);
        Assert.Equal(isValid ? [] : [key], problems.Select(problem => problem.Split(": ")[0]));
        Assert.All(problems, problem => Assert.DoesNotContain(Secret, problem, StringComparison.Ordinal));
    }

    private static string[] Without(string[] settings, string key) =>
        [.. settings.Where(setting => !setting.StartsWith(key + "=", StringComparison.Ordinal))];

    private static string[] Find(params string[] settings) =>
        [.. TestConfiguration.FindProblems("Development", settings).Select(problem => problem.ToString())];
}
