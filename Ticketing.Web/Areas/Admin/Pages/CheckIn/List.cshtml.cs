using Microsoft.AspNetCore.Mvc;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.CheckIn;
using Ticketing.Infrastructure.Audit;

namespace Ticketing.Areas.Admin.Pages.CheckIn;

public sealed class ListModel(
    AdmitTicket admit,
    CheckInSearch list,
    CheckInEventQueries events,
    AdmissionCountQueries counts,
    ScanQueries scans,
    UndoAdmission undo,
    AuditTrail audit,
    StaffSessions sessions,
    TimeProvider clock
) : CheckInPage(admit, events, counts, scans, undo, audit, sessions, clock)
{
    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Text { get; set; }

    /// <summary>Null if nothing was searched for.</summary>
    public CheckInSearchResult? Results { get; private set; }

    protected override string PagePath => GetSearchPath(Text);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Text?.Trim() is { Length: > 0 } text)
        {
            Results = await list.SearchAsync(EventId, text, ct);
        }

        return await ShowAsync(ct);
    }

    public async Task<IActionResult> OnPostAdmitAsync(Guid ticket, string? key, CancellationToken ct) =>
        await Admission.AdmitByHandAsync(NewAttempt(key), ticket, ct) is { } scan
            ? await RespondAsync(scan, AnswerRemark.None, ct)
            : NotFound();
}
