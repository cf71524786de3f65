using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Backups;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

/// <summary>On a real file system of 40 MB.</summary>
public sealed class BackupDiskFullTests
{
    private const int ReserveBytes = 1_500_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sales_go_on_staff_are_told_and_no_part_of_a_file_is_left()
    {
        await using var app = new TicketingApp();
        await using var disk = await SmallDisk.CreateAsync(app);
        Assert.SkipUnless(disk.IsMounted, "Only root may mount a small file system.");
        var show = await app.PublishEventAsync();
        await app.SellAsync(show, "Standing", 1);
        await AddPosterAsync(app);
        disk.FillBut(ReserveBytes);

        await app.MakeScheduledBackupAsync();

        var backup = await app.UseAsync<TicketingDbContext, Backup>(db => db.Set<Backup>().AsNoTracking().SingleAsync(Ct));
        Assert.Equal((BackupStatus.Pending, 1), (backup.Status, backup.Attempts));
        Assert.Equal("There is not enough space on the disk of the storage folder.", backup.Note);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(app.StorageFolder, "backups")));
        await app.SellAsync(show, "Standing", 1);
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        Assert.Contains("The last backup failed", (await staff.OpenAsync("/admin")).Text, StringComparison.Ordinal);
        Assert.Contains("There is not enough space", (await staff.OpenAsync("/admin/backups")).Text, StringComparison.Ordinal);

        disk.Free();
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.MakeScheduledBackupAsync();
        Assert.Single(Directory.GetFiles(Path.Combine(app.StorageFolder, "backups")));
    }

    /// <summary>Makes the database larger than what is left of the disk.</summary>
    private static Task AddPosterAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Database.ExecuteSqlRawAsync(
                        "INSERT INTO data_protection_keys (friendly_name, xml) VALUES ('filler', hex(randomblob(3000000)))",
                        Ct
                    ),
                Ct
            )
        );
}
