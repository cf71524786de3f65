using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Audit;
using Ticketing.CheckIn;
using Ticketing.Hosting;

namespace Ticketing.Areas.Admin.Pages.CheckIn;

[SecurityHeadersPolicy(SecurityHeaders.Camera)]
public sealed partial class DoorModel(
    AdmitTicket admit, DoorEvents events, DoorCounts counts, DoorBook book, UndoAdmission undo, AuditTrail audit, TimeProvider clock)
    : DoorPage(events, counts, book, undo, audit, clock)
{
    protected override string Address => $"/admin/check-in/{EventId}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(string? code, string? key, CancellationToken ct)
    {
        var typed = (code ?? "").Trim();
        if (typed.Length == 0)
        {
            return new SeeOther(Address);
        }

        return Reference.IsMatch(typed)
            ? new SeeOther($"{Address}/list?q={Uri.EscapeDataString(typed)}")
            : await AnswerAsync(await admit.ScanAsync(NewAttempt(key), typed, ct), ct);
    }

    public IActionResult OnPostGate(string? gate)
    {
        Gate.Remember(HttpContext, gate);
        return new SeeOther(Address);
    }

    // Order references are printed beside the ticket code; typing one searches for the order.
    [GeneratedRegex("^[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}$")]
    private static partial Regex Reference { get; }
}
