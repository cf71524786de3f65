using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class PosterModel(EventQueries events, EditPoster uploads) : EventPage(events)
{
    public string? Problem { get; private set; }

    public string? Alt { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostUploadAsync(IFormFile? file, string? alt, CancellationToken ct)
    {
        Alt = alt ?? "";
        if (file is null || file.Length == 0)
        {
            return Refuse(T["Choose a file first."], StatusCodes.Status400BadRequest);
        }

        if (file.Length > EditPoster.MaxBytes)
        {
            return Refuse(EditPoster.TooLargeText(file.Length), StatusCodes.Status413PayloadTooLarge);
        }

        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, ct);
        return Respond(
            await uploads.UploadAsync(Event.Id, bytes.ToArray(), Alt, ct),
            Event.IsPublic ? T["Poster uploaded. Visitors see it now."] : T["Poster uploaded."]
        );
    }

    public async Task<IActionResult> OnPostDescribeAsync(string? alt, CancellationToken ct) =>
        Respond(await uploads.SetAltTextAsync(Event.Id, alt ?? "", ct), T["Description saved."]);

    public async Task<IActionResult> OnPostTakeDownAsync(CancellationToken ct) =>
        Respond(await uploads.RemoveAsync(Event.Id, ct), T["Poster removed. You can put it back below until you upload another."]);

    public async Task<IActionResult> OnPostPutBackAsync(CancellationToken ct) =>
        Respond(await uploads.RestoreAsync(Event.Id, ct), T["The poster is back."]);

    private IActionResult Respond(PosterOutcome outcome, string done)
    {
        switch (outcome)
        {
            case PosterOutcome.Saved:
                this.SetFlash(done);
                return new SeeOtherResult($"/admin/events/{Event.Id}/poster");
            case PosterOutcome.Refused refused:
                return Refuse(refused.Message, StatusCodes.Status400BadRequest);
            case PosterOutcome.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    private PageResult Refuse(string problem, int status)
    {
        Problem = problem;
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
