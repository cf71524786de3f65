using Ticketing.Features.Backups.Writing;
using Ticketing.Infrastructure.Hosting.Commands;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Backups.Commands;

internal sealed class BackupCommand(WriteBackup writing) : ICommand
{
    public string Name => "backup";

    public async Task<int> RunAsync(string? operand, CancellationToken ct)
    {
        if (operand is null)
        {
            return BackupConsole.Fail($"{Name} needs the file to write, like '{Name} /mnt/usb/venue.backup'.");
        }

        if (File.Exists(operand) || Directory.Exists(operand))
        {
            return BackupConsole.Fail($"'{operand}' exists already. Backups replace nothing.");
        }

        return await BackupConsole.TryAsync(async () =>
        {
            var manifest = await writing.WriteAsync(Path.GetFullPath(operand), progress: null, ct);
            BackupConsole.Describe(manifest);
            Console.WriteLine($"Written to '{operand}', {FileSize.Format(new FileInfo(operand).Length)}.");
        });
    }
}
