using Microsoft.AspNetCore.Mvc;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages.CheckIn;

[SecurityHeadersPolicy(SecurityHeaders.Camera)]
public sealed class DoorModel(
    AdmitTicket admit,
    TicketCodeService codes,
    CheckInEventQueries events,
    AdmissionCountQueries counts,
    ScanQueries scans,
    UndoAdmission undo,
    AuditTrail audit,
    StaffSessions sessions,
    TimeProvider clock
) : CheckInPage(admit, events, counts, scans, undo, audit, sessions, clock)
{
    protected override string PagePath => $"/admin/check-in/{EventId}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct);

    /// <param name="seen">By the camera: nobody typed it, so it is no search, which would end the camera.</param>
    public async Task<IActionResult> OnPostAsync(string? code, string? key, Guid? previous, bool seen, CancellationToken ct)
    {
        var typed = (code ?? "").Trim();
        if (typed.Length == 0)
        {
            return new SeeOtherResult(PagePath);
        }

        if (!seen && SearchText.Find(typed) is { } text)
        {
            return LeadTo(GetSearchPath(text));
        }

        var scan = await Admission.ScanAsync(NewAttempt(key) with { Previous = previous }, typed, ct);
        var remark =
            scan == previous ? AnswerRemark.Repeated
            : await codes.IsMistypedAsync(typed, ct) ? AnswerRemark.Mistyped
            : AnswerRemark.None;
        return await RespondAsync(scan, remark, ct);
    }

    public IActionResult OnPostGate(string? gate)
    {
        GateCookie.Remember(HttpContext, gate);
        return new SeeOtherResult(PagePath);
    }
}
