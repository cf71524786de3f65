using Microsoft.Extensions.Options;
using Ticketing.Features.Backups.Targets.S3;
using Ticketing.Features.Backups.Targets.WebDav;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Backups.Targets;

public static class BackupTargetServices
{
    /// <summary>Adds the one target that the settings choose.</summary>
    public static IServiceCollection AddBackupTargets(this IServiceCollection services) => services.AddSingleton(Create);

    private static IBackupTarget Create(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<BackupOptions>>().Value;
        var clock = provider.GetRequiredService<TimeProvider>();
        return options.Target switch
        {
            BackupTargetKind.S3 => new S3Target(options.S3, clock),
            BackupTargetKind.WebDav => new WebDavTarget(options.WebDav, clock),
            _ => new FolderTarget(provider.GetRequiredService<StorageFolder>(), clock),
        };
    }
}
