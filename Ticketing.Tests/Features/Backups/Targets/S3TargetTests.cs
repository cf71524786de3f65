using Ticketing.Features.Backups.Targets.S3;
using Ticketing.Tests.Support.Backups;
using Xunit;

namespace Ticketing.Tests.Features.Backups.Targets;

public sealed class S3TargetTests : BackupTargetFacts
{
    [Fact]
    public void A_bucket_is_outside_this_machine()
    {
        Assert.True(Store.Target.IsOutsideMachine);
        Assert.Matches("^the bucket 'backups' at 127.0.0.1:[0-9]+$", Store.Target.Description);
    }

    [Fact]
    public async Task A_wrong_access_key_is_reported()
    {
        using var target = ((S3Store)Store).CreateTarget("stranger");

        Assert.Equal(
            $"The access key was refused by {target.Description}: check the key (Backup:S3:AccessKey).",
            await AssertReportedAsync(() => target.ListAsync(Ct))
        );
        Assert.Contains("was refused by", await AssertReportedAsync(() => SaveAsync(target)), StringComparison.Ordinal);
        Assert.Contains("was refused by", await AssertReportedAsync(() => target.DeleteAsync("x", Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_does_not_exist_is_reported()
    {
        using var target = ((S3Store)Store).CreateTarget(S3Server.AccessKey, "elsewhere");

        Assert.StartsWith(
            "There is no bucket 'elsewhere'",
            await AssertReportedAsync(() => target.ListAsync(Ct)),
            StringComparison.Ordinal
        );
        Assert.StartsWith("There is no bucket 'elsewhere'", await AssertReportedAsync(() => SaveAsync(target)), StringComparison.Ordinal);
    }

    private protected override async Task<BackupStore> StartAsync() => await S3Store.StartAsync();

    private Task SaveAsync(S3Target target) => target.SaveAsync("backup", CreateFile(1), copied: null, Ct);
}
