using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Backups;
using Ticketing.Features.Backups.Writing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

public sealed class BackupHealthTests
{
    private const string OnlyRead = "It was read to its end but not restored.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task An_old_backup_outside_the_machine_does_not_count(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.PublishEventAsync();
        await StoreAsync(app, "old.backup", isOutside: true);
        Assert.DoesNotContain("outside this machine", await OpenTodayAsync(app), StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromDays(3));
        Assert.DoesNotContain("outside this machine", await OpenTodayAsync(app), StringComparison.Ordinal);
        await StoreAsync(app, "new.backup", isOutside: false);

        Assert.Contains("The last backup outside this machine is 3 days old", await OpenTodayAsync(app), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_are_told_on_Today_if_no_good_backup_is_of_the_last_day(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.PublishEventAsync();
        var today = await OpenTodayAsync(app);
        Assert.Contains("There is no backup yet", today, StringComparison.Ordinal);
        Assert.DoesNotContain("All backups are on this machine", today, StringComparison.Ordinal);

        await StoreAsync(app, "good.backup", isOutside: true);
        Assert.DoesNotContain("backup", await OpenTodayAsync(app), StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.DoesNotContain("backup", await OpenTodayAsync(app), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("The last good backup is 2 days old", await OpenTodayAsync(app), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_limit_is_that_of_the_last_good_one(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await StoreAsync(app, "read.backup", isOutside: false, OnlyRead);
        Assert.Equal(OnlyRead, (await GetHealthAsync(app)).Limit);

        app.Clock.Advance(TimeSpan.FromHours(1));
        await StoreAsync(app, "restored.backup", isOutside: false);

        Assert.Null((await GetHealthAsync(app)).Limit);
    }

    private static async Task<string> OpenTodayAsync(TicketingApp app)
    {
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        return (await staff.OpenAsync("/admin")).Text;
    }

    private static Task<BackupHealth> GetHealthAsync(TicketingApp app) =>
        app.UseAsync<BackupQueries, BackupHealth>(backups => backups.GetHealthAsync(Ct));

    private static async Task StoreAsync(TicketingApp app, string name, bool isOutside, string? note = null)
    {
        await app.UseAsync<BackupRecords>(records => records.RequestAsync(Ct));
        var id = await app.UseAsync<TicketingDbContext, Guid>(db =>
            db.Set<Backup>().Where(b => b.Status == BackupStatus.Pending).Select(b => b.Id).SingleAsync(Ct)
        );
        await app.UseAsync<BackupRecords>(records => records.CompleteAsync(id, name, size: 1, isOutside, note));
    }
}
