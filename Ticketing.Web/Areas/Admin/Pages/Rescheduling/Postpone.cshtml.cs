using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Receipts.Emails;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Rescheduling;

/// <summary>Postpones a public event, and gives a postponed one a date.</summary>
public sealed class PostponeModel(EventQueries events, PostponeEvent postpone, ScheduleChangePreview preview, TimeProvider clock)
    : EventPage(events)
{
    public const string DateStep = "date";

    /// <summary>Only its times are used.</summary>
    [BindProperty]
    public EventForm Form { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Loaded { get; set; }

    [BindProperty]
    public string? Step { get; set; }

    [BindProperty]
    public BuyerNoticeForm Notice { get; set; } = new();

    [BindProperty]
    public string? Answer { get; set; }

    public bool IsDateStep => Step == DateStep;

    public FieldErrors Errors { get; private set; } = FieldErrors.None;

    /// <summary>Null while the date is typed.</summary>
    public BuyerNoticeView? Asked { get; private set; }

    private string EventPath => $"/admin/events/{Event.Id}";

    public bool IsAmbiguous(LocalTimeInput moment) =>
        LocalTimeConverter.IsAmbiguous(moment.Date.Length > 0 ? moment : moment with { Date = Form.Starts.Date }, Event.TimeZone);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        (Version, Loaded) = Revision.Create(Event.Version, EventForm.From(Event));
        switch (Event.Status)
        {
            case EventStatus.Active:
                return await RespondAsync(await postpone.PostponeAsync(Event.Id, Version, notice: null, ct), ct);
            case EventStatus.Postponed:
                (Step, Form) = (DateStep, DuplicateEvent.CreateForm(Event));
                return Page();
            default:
                return new SeeOtherResult(EventPath);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Answer == BuyerNoticeView.Back)
        {
            return Page();
        }

        Notice.Tell = Answer == BuyerNoticeView.Tell;
        var notice = Answer is BuyerNoticeView.Tell or BuyerNoticeView.Quiet ? Notice : null;
        var outcome = IsDateStep
            ? await postpone.SetDateAsync(Event.Id, GetWholeForm(), new Revision(Version, Loaded ?? ""), notice, ct)
            : await postpone.PostponeAsync(Event.Id, Version, notice, ct);
        return await RespondAsync(outcome, ct);
    }

    private EventForm GetWholeForm()
    {
        var form = EventForm.From(Event);
        (form.Starts, form.Doors, form.Ends) = (Form.Starts, Form.Doors, Form.Ends);
        return form;
    }

    private async Task<IActionResult> RespondAsync(EditOutcome outcome, CancellationToken ct)
    {
        switch (outcome)
        {
            case EditOutcome.Saved:
                this.SetFlash(
                    string.Join(
                        ' ',
                        IsDateStep ? T["The event has a new date."] : T["The event is postponed. Sales are paused."],
                        Notice.Tell ? T["Buyers are being emailed."] : ""
                    )
                );
                return new SeeOtherResult(EventPath);
            case BuyersAffected affected:
                return await AskAsync(affected, ct);
            case EditOutcome.Conflict:
                this.SetFlash(T["Someone else has changed this event. Nothing was saved: check it and try again."], "warn");
                return new SeeOtherResult(EventPath);
            case EditOutcome.Refused refused when IsDateStep:
                Errors = new FieldErrors(refused.Errors);
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            case EditOutcome.Refused refused:
                this.SetFlash(string.Join(' ', refused.Errors.Values), "warn");
                return new SeeOtherResult(EventPath);
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
            Title = Event.Title,
            BackPath = EventPath,
            Preview = await preview.WriteAsync(affected.Plan, Notice, ct),
            Fields =
            [
                new(nameof(Version), Version.ToString(CultureInfo.InvariantCulture)),
                new(nameof(Loaded), Loaded ?? ""),
                new(nameof(Step), Step ?? ""),
                .. IsDateStep ? EventFormFields.GetTimes(Form) : [],
            ],
            CanGoBack = IsDateStep,
        };
        Response.StatusCode = affected.Errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        return Page();
    }
}
