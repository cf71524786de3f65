using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Events;
using Ticketing.Events.Editing;
using Ticketing.Hosting;
using Ticketing.Settings;
using Ticketing.Settlements;
using Ticketing.Settlements.Papers;
using Ticketing.Settlements.Terms;

namespace Ticketing.Areas.Admin.Pages.Settlements;

public sealed class IndexModel(EventDesk desk, SettlementDesk settlements, AgreeTerms agree, EditDeductions edit, Pricing pricing) : EventPage(desk)
{
    [BindProperty]
    public TermsForm Terms { get; set; } = new();

    [BindProperty]
    public DeductionForm Deduction { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Loaded { get; set; }

    public NightAccounts Night { get; private set; } = null!;

    public bool Agreeing { get; private set; }

    public bool Adding { get; private set; }

    public Guid? Changing { get; private set; }
    public FieldErrors Errors { get; private set; } = FieldErrors.None;
    public IReadOnlyList<Difference> Differences { get; private set; } = [];
    public string Currency => pricing.Currency;

    private SeeOther Here => new($"/admin/events/{Event.Id}/settlement");

    public (TermsForm Form, FieldErrors Errors, Revision From) TermsNow()
    {
        if (Agreeing)
        {
            return (Terms, Errors, new Revision(Version, Loaded ?? ""));
        }

        var agreed = Night.Settlement.Split is null ? null : Night.Settlement.Terms;
        var form = TermsForm.Of(agreed, Currency);
        return (form, FieldErrors.None, Revision.Of(agreed?.Version ?? AgreeTerms.NotAgreed, form));
    }

    public DeductionFields FieldsFor(Deduction deduction)
    {
        if (Changing == deduction.Id)
        {
            return new DeductionFields(Deduction, Errors, new Revision(Version, Loaded ?? ""), deduction.Id.ToString("N"));
        }

        var form = DeductionForm.Of(deduction, Currency);
        return new DeductionFields(form, FieldErrors.None, Revision.Of(deduction.Version, form), deduction.Id.ToString("N"));
    }

    public DeductionFields FieldsForNew() => new(Adding ? Deduction : new(), Adding ? Errors : FieldErrors.None, new Revision(0, ""), "");

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(StatusCodes.Status200OK, ct);

    public async Task<IActionResult> OnPostAgreeAsync(CancellationToken ct)
    {
        Agreeing = true;
        return await AnswerAsync(await agree.SaveAsync(Event.Id, Terms, new Revision(Version, Loaded ?? ""), ct), "Saved the deal.", ct);
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        Adding = true;
        return await AnswerAsync(await edit.AddAsync(Event.Id, Deduction, ct), $"Added: {Deduction.Label}.", ct);
    }

    public async Task<IActionResult> OnPostChangeAsync(Guid cost, CancellationToken ct)
    {
        Changing = cost;
        return await AnswerAsync(await edit.ChangeAsync(Event.Id, cost, Deduction, new Revision(Version, Loaded ?? ""), ct), $"Saved: {Deduction.Label}.", ct);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid cost, CancellationToken ct)
    {
        if (await edit.RemoveAsync(Event.Id, cost, ct) is { } removed)
        {
            this.Tell($"Removed: {removed.Label}, {new Money(removed.Amount, Currency)}.");
        }
        else
        {
            this.Tell("That deduction was removed already.", "info");
        }

        return Here;
    }

    private async Task<IActionResult> AnswerAsync(EditOutcome outcome, string done, CancellationToken ct)
    {
        ModelState.Clear();
        switch (outcome)
        {
            case EditOutcome.Saved saved:
                this.Tell(saved.Changed ? done : "Nothing was different.", saved.Changed ? "success" : "info");
                return Here;
            case EditOutcome.Refused refused:
                Errors = new FieldErrors(refused.Errors);
                return await ShowAsync(StatusCodes.Status400BadRequest, ct);
            case EditOutcome.Collided collided:
                Differences = collided.Fields;
                (Version, Loaded) = (collided.Now.Version, collided.Now.Loaded);
                return await ShowAsync(StatusCodes.Status409Conflict, ct);
            case EditOutcome.Gone:
                this.Tell("That deduction was removed meanwhile.", "warn");
                return Here;
            default:
                throw new UnreachableException();
        }
    }

    private async Task<IActionResult> ShowAsync(int status, CancellationToken ct)
    {
        Night = await settlements.OpenAsync(Event, ct);
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}

/// <param name="Key">Makes element ids unique among the forms.</param>
public sealed record DeductionFields(DeductionForm Form, FieldErrors Errors, Revision From, string Key);
