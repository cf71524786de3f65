using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Backups;

/// <summary>Reason why a backup failed or was not restored in the trial, for staff.</summary>
public static class BackupErrorText
{
    private static readonly StoredTexts Known = new([
        (_, _) =>
            T["It was read to its end but not restored, because the database user may not create a database (ALTER ROLE … CREATEDB)."],
        (_, _) => T["There is not enough space on the disk of the storage folder."],
        (_, _) => T["There is no space left on this machine's disk."],
        (_, _) => T["The backup is too large for the file system of this machine's disk."],
        (error, _) => T["A file could not be written or read: {0}", error],
        (error, _) => T["A file cannot be read or written: {0}", error],
        (tool, _) =>
            T[
                "{0} is not installed. Install the client tools of PostgreSQL (on Debian: postgresql-client), at least of the "
                    + "server's version.",
                tool
            ],
        (folder, _) => T["the folder '{0}'", folder],
        (bucket, host) => T["the bucket '{0}' at {1}", bucket, host],
        (host, _) => T["the WebDAV folder at {0}", host],
        (bucket, host) => T["The bucket '{0}' at {1} did not answer in time.", bucket, host],
        (host, _) => T["The WebDAV folder at {0} did not answer in time.", host],
        (name, target) => T["There is no backup '{0}' in {1}.", name, target],
        (name, target) => T["There is already a backup '{0}' in {1}.", name, target],
        (target, _) => T["The host of {0} was not found.", target],
        (target, _) => T["There is no secure connection to {0}: check its certificate.", target],
        (target, _) => T["There is no connection to {0}.", target],
        (target, _) => T["The answer from {0} is too long.", target],
        (target, _) => T["The answer from {0} cannot be read.", target],
        (target, _) => T["The connection to {0} was lost.", target],
        (target, _) => T["The access key was refused by {0}: check the key (Backup:S3:AccessKey).", target],
        (target, _) => T["The access key was refused by {0}.", target],
        (target, _) => T["The secret key was refused by {0}: check the key (Backup:S3:SecretKey).", target],
        (target, _) => T["The region is wrong for {0}: check the region and the address (Backup:S3:Region, Backup:S3:Endpoint).", target],
        (target, _) => T["The access key may not do this in {0}: it needs to list, read, write and delete objects.", target],
        (bucket, host) => T["There is no bucket '{0}' at {1}: create it, or check its name (Backup:S3:Bucket).", bucket, host],
        (target, _) => T["The clock of this machine is wrong, so {0} refuses every request.", target],
        (target, _) => T["The backup is too large for {0}.", target],
        (target, _) => T["There is no space left in {0}.", target],
        (target, status) => T["The server of {0} answered with error {1}.", target, status],
        (target, _) => T["The server of {0} redirects to another address: check the address (Backup:WebDav:Url).", target],
        (host, _) => T["{0} redirects to another address: check the address and the region (Backup:S3:Endpoint, Backup:S3:Region).", host],
        (target, _) => T["The user name or password was refused by {0}.", target],
        (target, _) => T["The user may not do this in {0}: it needs to list, write, rename and delete files.", target],
        (target, _) => T["A folder above {0} is missing: check the address (Backup:WebDav:Url).", target],
        (target, _) => T["There is no WebDAV server at {0}.", target],
        (target, _) => T["A file in {0} is locked by another program.", target],
        (target, _) => T["There are too many files in {0}: use a bucket of its own.", target],
        (problem, _) => T["This backup cannot be used: {0}.", problem],
        (error, _) => T["the database in it cannot be restored: {0}", error],
        (error, _) => T["the database in it cannot be read: {0}", error],
        (error, _) => T["the database in it is damaged: {0}", error],
        (table, _) => T["rows of {0} refer to rows that are missing", table],
        (_, _) => T["the keys in it are not those of its database"],
        (_, _) => T["This backup is cut off."],
        .. AboutTool(PostgresTools.Dump),
        .. AboutTool(PostgresTools.Restore),
        .. AboutTool(PostgresTools.Shell),
    ]);

    // Others write that something failed or is not installed, too.
    private static Func<string, string, string>[] AboutTool(string tool) =>
        [
            (_, _) => T["{0} is not installed.", tool],
            (error, _) => T["{0} cannot be started: {1}.", tool, error],
            (error, _) => T["{0} failed: {1}", tool, error],
        ];

    /// <summary>In the reader's language. What others said stays as it is, in quotation marks.</summary>
    public static string Describe(string stored) => Known.Find(stored) ?? T["“{0}”", stored];
}
