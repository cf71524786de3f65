using System.Net.Sockets;

namespace Ticketing.Features.Backups.Targets;

/// <summary>Failures that every target may have, as sentences for staff.</summary>
internal static class TransferErrors
{
    // ENOSPC, EDQUOT and ERROR_DISK_FULL.
    private static readonly int[] NoSpace = [28, 122, unchecked((int)0x80070070)];

    // EFBIG.
    private const int FileTooLarge = 27;

    public static BackupTargetException NoSuchBackup(string name, string target) => new($"There is no backup '{name}' in {target}.", null);

    public static BackupTargetException AlreadyExists(string name, string target) =>
        new($"There is already a backup '{name}' in {target}.", null);

    public static BackupTargetException TimedOut(string target, Exception error) => new($"{Start(target)} did not answer in time.", error);

    public static BackupTargetException Describe(Exception error, string target) =>
        error switch
        {
            BackupTargetException described => described,
            { InnerException: BackupTargetException described } => described,
            OperationCanceledException or TimeoutException => TimedOut(target, error),
            HttpRequestException or HttpIOException or IOException { InnerException: SocketException } => new(
                DescribeConnection(error, target),
                error
            ),
            IOException when NoSpace.Contains(error.HResult) => new("There is no space left on this machine's disk.", error),
            IOException { HResult: FileTooLarge } => new("The backup is too large for the file system of this machine's disk.", error),
            IOException or UnauthorizedAccessException => new($"A file cannot be read or written: {error.Message}", error),
            { InnerException: { } inner } => Describe(inner, target),
            _ => new($"{Start(target)} cannot be used: {error.GetType().Name}.", error),
        };

    private static string DescribeConnection(Exception error, string target) =>
        ((error as HttpRequestException)?.HttpRequestError ?? (error as HttpIOException)?.HttpRequestError) switch
        {
            HttpRequestError.NameResolutionError => $"The host of {target} was not found.",
            HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => $"There is no connection to {target}.",
            HttpRequestError.SecureConnectionError => $"There is no secure connection to {target}: check its certificate.",
            HttpRequestError.ConfigurationLimitExceeded => $"The answer from {target} is too long.",
            _ => $"The connection to {target} was lost.",
        };

    /// <summary>At the start of a sentence.</summary>
    private static string Start(string target) => char.ToUpperInvariant(target[0]) + target[1..];
}
