using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Notes;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Orders;

/// <summary>Takes the forms of the order's page, and shows them again if something is wrong.</summary>
public sealed class NotesModel(OrderQueries orders, OrderNotes notes, OrderTags tags, VenueClock clock) : PageModel
{
    public OrderNotesCard Card { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(string reference, CancellationToken ct) =>
        WithOrderAsync(reference, order => ShowAsync(order, StatusCodes.Status200OK, card => card, ct), ct);

    public Task<IActionResult> OnPostAddAsync(string reference, string? text, CancellationToken ct) =>
        WithOrderAsync(
            reference,
            async order =>
                await notes.AddAsync(order, text, ct) switch
                {
                    NoteOutcome.Added => BackToOrder(order, T["Note added."]),
                    var outcome => await RefuseAsync(
                        order,
                        outcome == NoteOutcome.OrderDeleted,
                        card => card with { NoteError = ToError(outcome), TypedNote = text },
                        ct
                    ),
                },
            ct
        );

    public Task<IActionResult> OnPostDeleteAsync(string reference, Guid id, CancellationToken ct) =>
        WithOrderAsync(
            reference,
            async order => await notes.DeleteAsync(order, id, ct) ? BackToOrder(order, T["Note deleted."]) : NotFound(),
            ct
        );

    public Task<IActionResult> OnPostTagAsync(string reference, string? tag, CancellationToken ct) =>
        WithOrderAsync(
            reference,
            async order =>
                await tags.AddAsync(order, tag, ct) switch
                {
                    TagOutcome.Added => BackToOrder(order, T["Tag added."]),
                    var outcome => await RefuseAsync(
                        order,
                        outcome == TagOutcome.OrderDeleted,
                        card => card with { TagError = ToError(outcome), TypedTag = tag },
                        ct
                    ),
                },
            ct
        );

    public Task<IActionResult> OnPostUntagAsync(string reference, Guid id, CancellationToken ct) =>
        WithOrderAsync(
            reference,
            async order =>
            {
                await tags.RemoveAsync(order, id, ct);
                return BackToOrder(order, T["Tag removed."]);
            },
            ct
        );

    private async Task<IActionResult> WithOrderAsync(string reference, Func<Order, Task<IActionResult>> act, CancellationToken ct) =>
        await orders.FindAsync(reference.ToUpperInvariant(), ct) is { } order ? await act(order) : NotFound();

    private Task<IActionResult> RefuseAsync(
        Order order,
        bool isDeleted,
        Func<OrderNotesCard, OrderNotesCard> refuse,
        CancellationToken ct
    ) => ShowAsync(order, isDeleted ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest, refuse, ct);

    private async Task<IActionResult> ShowAsync(Order order, int status, Func<OrderNotesCard, OrderNotesCard> change, CancellationToken ct)
    {
        Card = change(await OrderNotesCard.LoadAsync(order, notes, tags, clock, ct));
        Response.StatusCode = status;
        return Page();
    }

    private RedirectToPageResult BackToOrder(Order order, string message)
    {
        this.SetFlash(message);
        return RedirectToPage("/Orders/Details", new { reference = order.Reference });
    }

    private static string ToError(NoteOutcome outcome) =>
        outcome switch
        {
            NoteOutcome.OrderDeleted => T["This order was never paid, and has just been deleted. The note was not saved."],
            NoteOutcome.Empty => T["Enter a note."],
            NoteOutcome.TooLong => T["Shorten the note to {0} characters.", OrderNote.MaxLength],
            _ => T["An order can have {0} notes. Delete one first.", OrderNotes.MaxNotes],
        };

    private static string ToError(TagOutcome outcome) =>
        outcome switch
        {
            TagOutcome.OrderDeleted => T["This order was never paid, and has just been deleted. The tag was not added."],
            TagOutcome.Empty => T["Enter a tag."],
            TagOutcome.TooLong => T["Shorten the tag to {0} characters.", Tag.MaxLength],
            TagOutcome.TooMany => T["An order can have {0} tags. Remove one first.", OrderTags.MaxPerOrder],
            _ => T["You already use {0} different tags, which is the maximum. Choose one of them.", OrderTags.MaxInList],
        };
}
