using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Reminders;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Events;

/// <summary>The emailed link of a reminder. Mail scanners open links, so only the buttons change it.</summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class ReminderModel(EventCatalogue catalogue, AnswerReminder answers) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>Null if it was sent, stopped or deleted, or the link is not valid.</summary>
    public EventReminder? Reminder { get; private set; }

    public Event Event { get; private set; } = null!;

    public bool IsStopped { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? Page() : ShowEnded();

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return ShowEnded();
        }

        await answers.ConfirmAsync(Reminder!, ct);
        return new SeeOtherResult($"/events/{slug}/reminder?token={Uri.EscapeDataString(Token!)}");
    }

    /// <summary>Repeating it is no error.</summary>
    public async Task<IActionResult> OnPostStopAsync(CancellationToken ct)
    {
        if (await FindAsync(ct))
        {
            await answers.StopAsync(Reminder!, ct);
        }

        IsStopped = true;
        return Page();
    }

    private async Task<bool> FindAsync(CancellationToken ct)
    {
        Reminder = await answers.FindAsync(Token, ct);
        if (Reminder is null)
        {
            return false;
        }

        Event = await catalogue.GetAsync(Reminder.EventId, ct);
        return true;
    }

    private PageResult ShowEnded()
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
