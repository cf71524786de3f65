using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Backups.Writing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

public sealed class BackupsPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_backup_is_asked_for_made_listed_and_downloaded(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Backup:Schedule", "00:00:00");
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var page = (await staff.OpenAsync("/admin/backups")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("There is no backup yet", page.Text, StringComparison.Ordinal);
        Assert.Contains("All backups are on this machine", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("main form");
        Assert.Contains("The backup starts in a few seconds", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("main form button[disabled]"));

        await app.RunJobAsync<BackupJob>();

        page = await staff.OpenAsync("/admin/backups");
        var file = Assert.Single(Directory.GetFiles(Path.Combine(app.StorageFolder, "backups")));
        var link = Assert.Single(page.Document.QuerySelectorAll("main table a")).GetAttribute("href")!;
        Assert.Equal($"/admin/backups/{Path.GetFileName(file)}", link);
        using var download = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Get, link));
        Assert.Equal(await File.ReadAllBytesAsync(file, Ct), await download.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(["backup.downloaded", "backup.requested"], await GetAuditAsync(app));
        Assert.Empty(Directory.GetDirectories(Path.Combine(app.StorageFolder, "backups")));
    }

    [Theory, OnBothDatabases]
    public async Task A_download_asks_for_the_second_factor_again(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.MakeScheduledBackupAsync();
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var name = Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(app.StorageFolder, "backups"))));
        app.Clock.Advance(TimeSpan.FromMinutes(6));

        var page = await staff.OpenAsync($"/admin/backups/{name}");

        Assert.StartsWith("/admin/account/confirm", page.Path, StringComparison.Ordinal);
        Assert.Empty(await GetAuditAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task Other_files_cannot_be_downloaded(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        await File.WriteAllTextAsync(Path.Combine(app.StorageFolder, "backups", "secret.txt"), "secret", Ct);

        foreach (var name in new[] { "secret.txt", "..%2Fticketing.db", "ticketing-00000000-20310203-120000.backup" })
        {
            (await staff.OpenAsync($"/admin/backups/{name}")).ExpectStatus(HttpStatusCode.NotFound);
        }
    }

    private static Task<List<string>> GetAuditAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<string>>(db =>
            db.Set<AuditEntry>().Where(e => e.Action.StartsWith("backup.")).Select(e => e.Action).Order().ToListAsync(Ct)
        );
}
