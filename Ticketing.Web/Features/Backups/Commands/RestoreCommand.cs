using Ticketing.Features.Backups.Restoring;
using Ticketing.Infrastructure.Hosting.Commands;

namespace Ticketing.Features.Backups.Commands;

internal sealed class RestoreCommand(RestoreBackup restore) : ICommand
{
    public string Name => "restore";

    public async Task<int> RunAsync(string? operand, CancellationToken ct) =>
        operand is null
            ? BackupConsole.Fail($"{Name} needs the backup, like '{Name} /mnt/usb/venue.backup'.")
            : await BackupConsole.TryAsync(async () =>
            {
                BackupConsole.Describe(await restore.RestoreAsync(Path.GetFullPath(operand), ct));
                Console.WriteLine("Restored. Start the server, sign in and finish the restore at /admin/restore.");
                Console.WriteLine("Until then nothing is sold, mailed or scanned, because what happened after the backup is missing.");
            });
}
