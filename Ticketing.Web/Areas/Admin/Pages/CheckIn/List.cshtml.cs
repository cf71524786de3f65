using Microsoft.AspNetCore.Mvc;
using Ticketing.Audit;
using Ticketing.CheckIn;

namespace Ticketing.Areas.Admin.Pages.CheckIn;

public sealed class ListModel(
    AdmitTicket admit, DoorList list, DoorEvents events, DoorCounts counts, DoorBook book, UndoAdmission undo, AuditTrail audit, TimeProvider clock)
    : DoorPage(events, counts, book, undo, audit, clock)
{
    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Text { get; set; }

    /// <summary>Null if nothing was searched for.</summary>
    public DoorTickets? Found { get; private set; }

    protected override string Address => $"/admin/check-in/{EventId}/list?q={Uri.EscapeDataString(Text ?? "")}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Text?.Trim() is { Length: > 0 } text)
        {
            Found = await list.FindAsync(EventId, text, ct);
        }

        return await ShowAsync(ct);
    }

    public async Task<IActionResult> OnPostAdmitAsync(Guid ticket, string? key, CancellationToken ct) =>
        await admit.LetInAsync(NewAttempt(key), ticket, ct) is { } scan ? await AnswerAsync(scan, ct) : NotFound();
}
