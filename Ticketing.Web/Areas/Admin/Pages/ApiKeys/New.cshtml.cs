using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.ApiKeys;

public sealed class NewModel(ApiKeyAdministration keys, EventQueries events, OrderSearch search, VenueClock clock) : PageModel
{
    private const string MadeKey = "ApiKey";
    private const string MadeName = "ApiKeyName";

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public IReadOnlyList<string> Scopes { get; set; } = [];

    [BindProperty]
    public Guid? EventId { get; set; }

    /// <summary>The last day on which the key is good.</summary>
    [BindProperty]
    public string? ExpiresAt { get; set; }

    public IReadOnlyList<EventOption> Events { get; private set; } = [];

    public FieldErrors Errors { get; private set; } = FieldErrors.None;

    /// <summary>After it was made; a reload shows the form.</summary>
    public string? Key { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Key = TempData[MadeKey] as string;
        Name = TempData[MadeName] as string;
        Events = Key is null ? await search.GetEventsAsync(ct) : [];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        DateOnly? lastDay = DateOnly.TryParseExact(ExpiresAt, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
        var errors = await FindErrorsAsync(lastDay, ct);
        switch (errors.Count == 0 ? await CreateAsync(lastDay, ct) : null)
        {
            case ApiKeyOutcome.Created made:
                // In an encrypted cookie of this browser, until the next page has shown it.
                (TempData[MadeKey], TempData[MadeName]) = (made.Key, Name?.Trim());
                return RedirectToPage();
            case ApiKeyOutcome.Refused refused:
                errors[refused.Field] = refused.Reason;
                break;
        }

        Errors = new FieldErrors(errors);
        Events = await search.GetEventsAsync(ct);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<Dictionary<string, string>> FindErrorsAsync(DateOnly? lastDay, CancellationToken ct)
    {
        Dictionary<string, string> errors = [];
        if (lastDay is null && !string.IsNullOrWhiteSpace(ExpiresAt))
        {
            errors[nameof(ExpiresAt)] = T["That is not a day. Days are written 2031-02-03."];
        }

        if (!await IsEventKnownAsync(ct))
        {
            errors[nameof(EventId)] = T["There is no such event."];
        }

        return errors;
    }

    private Task<ApiKeyOutcome> CreateAsync(DateOnly? lastDay, CancellationToken ct) =>
        keys.CreateAsync(
            new NewApiKey
            {
                Name = Name ?? "",
                Scopes = Scopes,
                EventId = EventId,
                ExpiresAt = lastDay is { } day ? clock.GetRange(null, day).Until : null,
            },
            ct
        );

    // What is no id at all must not become a key for all events.
    private async Task<bool> IsEventKnownAsync(CancellationToken ct) =>
        ModelState.GetFieldValidationState(nameof(EventId)) != ModelValidationState.Invalid
        && (EventId is not { } id || await events.FindAsync(id, ct) is not null);
}
