using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.CheckIn;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages.CheckIn;

[SecurityHeadersPolicy(SecurityHeaders.Camera)]
public sealed partial class DoorModel(
    AdmitTicket admit,
    CheckInEventQueries events,
    AdmissionCountQueries counts,
    ScanQueries scans,
    UndoAdmission undo,
    AuditTrail audit,
    StaffSessions sessions,
    TimeProvider clock
) : CheckInPage(events, counts, scans, undo, audit, sessions, clock)
{
    protected override string PagePath => $"/admin/check-in/{EventId}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(string? code, string? key, CancellationToken ct)
    {
        var typed = (code ?? "").Trim();
        if (typed.Length == 0)
        {
            return new SeeOtherResult(PagePath);
        }

        return Reference.IsMatch(typed)
            ? new SeeOtherResult($"{PagePath}/list?q={Uri.EscapeDataString(typed)}")
            : await RespondAsync(await admit.ScanAsync(NewAttempt(key), typed, ct), ct);
    }

    public IActionResult OnPostGate(string? gate)
    {
        GateCookie.Remember(HttpContext, gate);
        return new SeeOtherResult(PagePath);
    }

    // Order references are printed beside the ticket code; typing one searches for the order.
    [GeneratedRegex("^[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}$")]
    private static partial Regex Reference { get; }
}
