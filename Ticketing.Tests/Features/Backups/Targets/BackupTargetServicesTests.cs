using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Ticketing.Features.Backups.Targets;
using Ticketing.Features.Backups.Targets.S3;
using Ticketing.Features.Backups.Targets.WebDav;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Sections;
using Xunit;

namespace Ticketing.Tests.Features.Backups.Targets;

public sealed class BackupTargetServicesTests
{
    [Theory]
    [InlineData(BackupTargetKind.Folder, typeof(FolderTarget))]
    [InlineData(BackupTargetKind.S3, typeof(S3Target))]
    [InlineData(BackupTargetKind.WebDav, typeof(WebDavTarget))]
    public async Task The_settings_choose_the_target(BackupTargetKind kind, Type target)
    {
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<StorageFolder>()
            .Configure<BackupOptions>(options =>
            {
                options.Target = kind;
                options.S3 = new BackupS3Options
                {
                    Endpoint = "https://s3.example.org",
                    Bucket = "venue",
                    AccessKey = "key",
                    SecretKey = "hush-hush",
                };
                options.WebDav = new BackupWebDavOptions
                {
                    Url = "https://cloud.example.org/dav",
                    Username = "venue",
                    Password = "hush-hush",
                };
            })
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = Path.GetTempPath() })
            .AddBackupTargets();
        await using var provider = services.BuildServiceProvider();

        Assert.IsType(target, provider.GetRequiredService<IBackupTarget>());
        Assert.Same(provider.GetRequiredService<IBackupTarget>(), provider.GetRequiredService<IBackupTarget>());
        Assert.DoesNotContain("hush", provider.GetRequiredService<IBackupTarget>().Description, StringComparison.Ordinal);
    }
}
