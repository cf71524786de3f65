using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Backups;
using Ticketing.Features.Backups.Targets;

namespace Ticketing.Areas.Admin.Pages.Backups;

public sealed class DownloadModel(DownloadBackup download) : PageModel
{
    public string Problem { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string name, CancellationToken ct)
    {
        // HEAD downloads nothing, so nothing is written to the audit trail.
        if (HttpMethods.IsHead(Request.Method))
        {
            return new EmptyResult();
        }

        try
        {
            return await download.OpenAsync(name, ct) is { } file ? File(file, MediaTypeNames.Application.Octet, name) : NotFound();
        }
        catch (BackupTargetException error)
        {
            Problem = error.Message;
            Response.StatusCode = StatusCodes.Status502BadGateway;
            return Page();
        }
    }
}
