using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Backups;
using Ticketing.Features.Backups.Targets;
using Ticketing.Features.Backups.Writing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Backups;

public sealed class IndexModel(
    BackupQueries backups,
    BackupRecords records,
    IBackupTarget target,
    IOptions<BackupOptions> options,
    VenueClock clock
) : PageModel
{
    private const int RefreshSeconds = 3;

    public IReadOnlyList<BackupListItem> Backups { get; private set; } = [];

    /// <summary>Null if the list could be read.</summary>
    public string? ListProblem { get; private set; }

    public BackupHealth Health { get; private set; } = null!;

    public Backup? Pending { get; private set; }

    /// <summary>A sentence on the setup that backups need first; null if they can be made.</summary>
    public string? Obstacle { get; private set; }

    public IBackupTarget Target => target;

    public BackupOptions Settings => options.Value;

    public VenueClock Clock => clock;

    public bool IsOverdue => Health.LastGood is not { } last || clock.Now - last > BackupQueries.MaxAge;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Obstacle = backups.FindObstacle();
        Health = await backups.GetHealthAsync(ct);
        Pending = await backups.FindPendingAsync(ct);
        if (Pending is { Attempts: 0 } or { Progress: > 0 })
        {
            Response.Headers["Refresh"] = $"{RefreshSeconds}";
        }

        try
        {
            Backups = await backups.ListAsync(ct);
        }
        catch (BackupTargetException error)
        {
            ListProblem = error.Message;
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        this.SetFlash(await records.RequestAsync(ct) ? T["The backup starts in a few seconds."] : T["A backup is being made already."]);
        return RedirectToPage();
    }
}
