using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>A bucket at Amazon or any other provider that speaks its protocol.</summary>
public sealed class BackupS3Options
{
    public string Endpoint { get; set; } = "";

    public string Bucket { get; set; } = "";

    /// <summary>Part of the signature. Most other providers accept the default.</summary>
    public string Region { get; set; } = "us-east-1";

    public string AccessKey { get; set; } = "";

    public string SecretKey { get; set; } = "";

    internal void Validate(bool isTarget, SettingProblems problems)
    {
        foreach (var (name, value) in Required)
        {
            problems.Require(value.Length > 0 || !isTarget, KeyOf(name), "is required where Backup:Target is S3");
            problems.Require(value.Length == 0 || isTarget, KeyOf(name), "is set, but Backup:Target is not S3");
        }

        problems.Require(
            Endpoint.Length == 0 || SecureAddress.IsPlain(Endpoint),
            KeyOf(nameof(Endpoint)),
            "is not an address like https://s3.example.org; http is for this machine only"
        );
        problems.Require(
            Bucket.Length == 0 || Bucket.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'),
            KeyOf(nameof(Bucket)),
            $"'{Bucket}' is not the name of a bucket"
        );
        problems.Require(
            Region.Length > 0 && Region.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'),
            KeyOf(nameof(Region)),
            $"'{Region}' is not a region like eu-west-2"
        );
        RequireNoSpaces(AccessKey, nameof(AccessKey), problems);
        RequireNoSpaces(SecretKey, nameof(SecretKey), problems);
    }

    private IEnumerable<(string Name, string Value)> Required =>
        [(nameof(Endpoint), Endpoint), (nameof(Bucket), Bucket), (nameof(AccessKey), AccessKey), (nameof(SecretKey), SecretKey)];

    private static void RequireNoSpaces(string secret, string name, SettingProblems problems) =>
        problems.Require(!secret.Any(char.IsWhiteSpace), KeyOf(name), "must not contain spaces");

    private static string KeyOf(string name) => $"{nameof(BackupOptions.S3)}:{name}";
}
