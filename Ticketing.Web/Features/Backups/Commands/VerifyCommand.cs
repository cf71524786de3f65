using Ticketing.Infrastructure.Hosting.Commands;

namespace Ticketing.Features.Backups.Commands;

internal sealed class VerifyCommand(VerifyBackup verification) : ICommand
{
    public string Name => "verify";

    public async Task<int> RunAsync(string? operand, CancellationToken ct) =>
        operand is null
            ? BackupConsole.Fail($"{Name} needs the backup, like '{Name} /mnt/usb/venue.backup'.")
            : await BackupConsole.TryAsync(async () =>
            {
                var verified = await verification.VerifyAsync(Path.GetFullPath(operand), ct);
                BackupConsole.Describe(verified.Manifest);
                Console.WriteLine(
                    verified.Limit is null
                        ? "Good: restored in a trial, and everything agrees with its list of contents."
                        : $"Whole: everything agrees with its list of contents. {verified.Limit}"
                );
            });
}
