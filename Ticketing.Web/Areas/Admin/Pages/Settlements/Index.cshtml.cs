using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Settlements;
using Ticketing.Features.Settlements.Statements;
using Ticketing.Features.Settlements.Terms;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Pages.Settlements;

public sealed class IndexModel(EventQueries events, SettlementService settlements, AgreeTerms agree, EditDeductions edit, Pricing pricing)
    : EventPage(events)
{
    [BindProperty]
    public TermsForm Terms { get; set; } = new();

    [BindProperty]
    public DeductionForm Deduction { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Loaded { get; set; }

    public SettlementReport Accounts { get; private set; } = null!;

    public bool IsTermsFormRefused { get; private set; }

    public bool IsNewFormRefused { get; private set; }

    public Guid? RefusedDeductionId { get; private set; }
    public FieldErrors Errors { get; private set; } = FieldErrors.None;
    public IReadOnlyList<FieldConflict> Differences { get; private set; } = [];
    public string Currency => pricing.Currency;

    private SeeOtherResult RedirectToSelf => new($"/admin/events/{Event.Id}/settlement");

    public (TermsForm Form, FieldErrors Errors, Revision From) GetTermsForm()
    {
        if (IsTermsFormRefused)
        {
            return (Terms, Errors, new Revision(Version, Loaded ?? ""));
        }

        var agreed = Accounts.Settlement.Split is null ? null : Accounts.Settlement.Terms;
        var form = TermsForm.From(agreed, Currency);
        return (form, FieldErrors.None, Revision.Create(agreed?.Version ?? AgreeTerms.UnsavedVersion, form));
    }

    public DeductionFormView GetForm(Deduction deduction)
    {
        if (RefusedDeductionId == deduction.Id)
        {
            return new DeductionFormView(Deduction, Errors, new Revision(Version, Loaded ?? ""), deduction.Id.ToString("N"));
        }

        var form = DeductionForm.From(deduction, Currency);
        return new DeductionFormView(form, FieldErrors.None, Revision.Create(deduction.Version, form), deduction.Id.ToString("N"));
    }

    public DeductionFormView GetNewForm() =>
        new(IsNewFormRefused ? Deduction : new(), IsNewFormRefused ? Errors : FieldErrors.None, new Revision(0, ""), "");

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(StatusCodes.Status200OK, ct);

    public async Task<IActionResult> OnPostAgreeAsync(CancellationToken ct)
    {
        IsTermsFormRefused = true;
        return await RespondAsync(
            await agree.SaveAsync(Event.Id, Terms, new Revision(Version, Loaded ?? ""), ct),
            T["Saved the deal."],
            ct
        );
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        IsNewFormRefused = true;
        return await RespondAsync(await edit.AddAsync(Event.Id, Deduction, ct), T["Added: {0}.", Deduction.Label], ct);
    }

    public async Task<IActionResult> OnPostChangeAsync(Guid cost, CancellationToken ct)
    {
        RefusedDeductionId = cost;
        return await RespondAsync(
            await edit.ChangeAsync(Event.Id, cost, Deduction, new Revision(Version, Loaded ?? ""), ct),
            T["Saved: {0}.", Deduction.Label],
            ct
        );
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid cost, CancellationToken ct)
    {
        if (await edit.RemoveAsync(Event.Id, cost, ct) is { } removed)
        {
            this.SetFlash(T["Removed: {0}, {1}.", removed.Label, new Money(removed.Amount, Currency)]);
        }
        else
        {
            this.SetFlash(T["That deduction was removed already."], "info");
        }

        return RedirectToSelf;
    }

    private async Task<IActionResult> RespondAsync(EditOutcome outcome, string done, CancellationToken ct)
    {
        ModelState.Clear();
        switch (outcome)
        {
            case EditOutcome.Saved saved:
                this.SetFlash(saved.Changed ? done : T["Nothing changed."], saved.Changed ? "success" : "info");
                return RedirectToSelf;
            case EditOutcome.Refused refused:
                Errors = new FieldErrors(refused.Errors);
                return await ShowAsync(StatusCodes.Status400BadRequest, ct);
            case EditOutcome.Conflict collided:
                Differences = collided.Conflicts;
                (Version, Loaded) = (collided.Current.Version, collided.Current.Loaded);
                return await ShowAsync(StatusCodes.Status409Conflict, ct);
            case EditOutcome.NotFound:
                this.SetFlash(T["That deduction has already been removed."], "warn");
                return RedirectToSelf;
            default:
                throw new UnreachableException();
        }
    }

    private async Task<IActionResult> ShowAsync(int status, CancellationToken ct)
    {
        Accounts = await settlements.GetReportAsync(Event, ct);
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}

/// <param name="Key">Makes element ids unique among the forms.</param>
public sealed record DeductionFormView(DeductionForm Form, FieldErrors Errors, Revision LoadedRevision, string Key);
