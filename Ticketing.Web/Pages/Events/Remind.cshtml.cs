using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Reminders;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Events;

/// <summary>The form is on the event's page too, which is cached. The response does not reveal which addresses are known.</summary>
[SameOriginPost]
[IgnoreAntiforgeryToken]
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[EnableRateLimiting(RateLimits.FindOrders)]
public sealed class RemindModel(EventCatalogue catalogue, RequestReminder reminders) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Answer to <see cref="EmailDoubt"/>.</summary>
    [BindProperty]
    public string? EmailChoice { get; set; }

    public Event Event { get; private set; } = null!;

    public ReminderTopic Topic { get; private set; }

    public EmailDoubt? EmailDoubt { get; private set; }

    public string? Error { get; private set; }

    public bool IsSent { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct) => await FindAsync(slug, ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        if (await FindAsync(slug, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        var email = TypedEmail.Read(Email, EmailChoice);
        if (email.Address.Length == 0)
        {
            EmailDoubt = email.Doubt;
            Error =
                email.Doubt is not null ? null
                : string.IsNullOrWhiteSpace(Email) ? T["Enter your email address."]
                : T["Enter a valid email, like name@example.com."];
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        await reminders.QueueAsync(Event, Topic, email.Address, ct);
        (IsSent, Email) = (true, email.Address);
        return Page();
    }

    /// <returns>Null if there is something to be reminded of.</returns>
    private async Task<IActionResult?> FindAsync(string slug, CancellationToken ct)
    {
        if (await catalogue.FindAsync(slug, ct) is not { } @event)
        {
            return NotFound();
        }

        if (reminders.FindTopic(@event) is not { } topic)
        {
            return new SeeOtherResult($"/events/{slug}");
        }

        (Event, Topic) = (@event, topic);
        return null;
    }
}
