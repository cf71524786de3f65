using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Ticketing.Areas.Admin.Pages.Rescheduling;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Receipts.Emails;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class EditModel(RescheduleEvent reschedule, EventQueries events, ScheduleChangePreview preview, TimeProvider clock)
    : EventFormPage
{
    private Event @event = null!;

    [BindProperty]
    public BuyerNoticeForm Notice { get; set; } = new();

    /// <summary>Pressed on the page that asks if buyers are told; empty before that.</summary>
    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>Null unless buyers are affected.</summary>
    public BuyerNoticeView? Asked { get; private set; }

    public override bool IsNew => false;

    public override string BackPath => $"/admin/events/{Id}";

    public Guid Id => @event.Id;

    public string Title => @event.Title;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (RouteData.Values["id"] is not string id || await events.FindAsync(Guid.Parse(id), HttpContext.RequestAborted) is not { } found)
        {
            context.Result = NotFound();
            return;
        }

        @event = found;
        await next();
    }

    public void OnGet()
    {
        Form = EventForm.From(@event);
        (Version, Loaded) = Revision.Create(@event.Version, Form);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Answer == BuyerNoticeView.Back)
        {
            return Page();
        }

        Notice.Tell = Answer == BuyerNoticeView.Tell;
        var notice = Answer is BuyerNoticeView.Tell or BuyerNoticeView.Quiet ? Notice : null;
        switch (await reschedule.SaveAsync(Id, Form, new Revision(Version, Loaded ?? ""), notice, ct))
        {
            case EditOutcome.Saved saved:
                this.SetFlash(
                    !saved.Changed ? T["No changes to save."]
                        : Notice.Tell ? T["Saved. Buyers are being emailed."]
                        : T["Saved. Visitors see it at once."],
                    saved.Changed ? "success" : "info"
                );
                return new SeeOtherResult(BackPath);
            case BuyersAffected affected:
                return await AskAsync(affected, ct);
            case EditOutcome.Refused refused:
                return Refuse(refused.Errors);
            case EditOutcome.Conflict collided:
                return Refuse(collided);
            case EditOutcome.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<IActionResult> AskAsync(BuyersAffected affected, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(Answer))
        {
            Notice.RefundsUntil = affected.Plan.SuggestRefundsUntil(clock.GetUtcNow());
        }

        Asked = new BuyerNoticeView(affected.Plan, Notice, new FieldErrors(affected.Errors))
        {
            Title = Title,
            BackPath = BackPath,
            Preview = await preview.WriteAsync(affected.Plan, Notice, ct),
            Fields = GetFields(),
            CanGoBack = true,
        };
        Response.StatusCode = affected.Errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        return Page();
    }
}
