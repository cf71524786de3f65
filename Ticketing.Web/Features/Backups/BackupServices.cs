using Ticketing.Features.Backups.Commands;
using Ticketing.Features.Backups.Restoring;
using Ticketing.Features.Backups.Targets;
using Ticketing.Features.Backups.Writing;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Hosting.Commands;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Backups;

public static class BackupServices
{
    public static IServiceCollection AddBackups(this IServiceCollection services) =>
        services
            .AddBackupTargets()
            .AddStartupStep<CreateVenueId>()
            .AddStartupStep<DeleteAbandonedWork>()
            .AddScoped<WriteBackup>()
            .AddScoped<VerifyBackup>()
            .AddScoped<IUpgradeBackup, UpgradeBackup>()
            .AddScoped<MakeBackup>()
            .AddScoped<BackupRecords>()
            .AddScoped<BackupQueries>()
            .AddScoped<DownloadBackup>()
            .AddScoped<ICommand, BackupCommand>()
            .AddScoped<ICommand, VerifyCommand>()
            .AddScoped<RestoreBackup>()
            .AddScoped<ICommand, RestoreCommand>()
            .AddBackgroundJob<BackupScheduleJob>(BackupScheduleJob.Interval)
            .AddBackgroundJob<BackupJob>(BackupJob.Interval);
}
