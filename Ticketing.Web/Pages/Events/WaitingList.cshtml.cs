using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.WaitingList;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Events;

/// <param name="Input">As typed.</param>
public sealed record WaitingListRow(TicketType Type, int Max, string Price, string Input, string Error)
{
    public string FieldName => ChosenQuantities.GetFieldName(Type.Id);

    public string Anchor => $"type-{Type.Id:N}";
}

/// <summary>Joins the waiting list. The response does not reveal which addresses are on it.</summary>
[SameOriginPost]
[IgnoreAntiforgeryToken]
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[EnableRateLimiting(RateLimits.Mails)]
public sealed class WaitingListModel(EventCatalogue catalogue, JoinWaitingList joining, Pricing pricing, TimeProvider clock) : PageModel
{
    private readonly Dictionary<Guid, string> refusals = [];
    private ChosenQuantities chosen = ChosenQuantities.None;

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Answer to <see cref="EmailDoubt"/>.</summary>
    [BindProperty]
    public string? EmailChoice { get; set; }

    public Event Event { get; private set; } = null!;

    public IReadOnlyList<WaitingListRow> Rows { get; private set; } = [];

    public EmailDoubt? EmailDoubt { get; private set; }

    public string? Error { get; private set; }

    /// <summary>About the tickets.</summary>
    public string? Problem { get; private set; }

    public bool IsSent { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct) => await FindAsync(slug, ct) ?? Show();

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        if (await FindAsync(slug, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        chosen = ChosenQuantities.Read(Request.HasFormContentType ? await Request.ReadFormAsync(ct) : FormCollection.Empty);
        foreach (var type in chosen.InvalidTypes)
        {
            refusals[type] = HoldRefusalText.NotANumber;
        }

        Problem =
            refusals.Count > 0 ? T["Check how many tickets you want."]
            : chosen.Counts.Count == 0 ? HoldRefusalText.NothingChosen
            : null;
        var email = ReadEmail();
        return Problem is null && email is not null ? await JoinAsync(email, ct) : Refuse(StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<IActionResult> JoinAsync(string email, CancellationToken ct)
    {
        switch (await joining.JoinAsync(Event.Id, chosen.Counts, email, ct))
        {
            case JoinOutcome.Joined:
                (IsSent, Email) = (true, email);
                return Page();
            case JoinOutcome.TooManyMails:
                Error = T["We’ve sent this address a lot of mail. Try again later."];
                return Refuse(StatusCodes.Status429TooManyRequests);
            case JoinOutcome.Refused refused:
                refusals[refused.TicketTypeId] = HoldRefusalText.Describe(GetReason(refused), Event, clock.GetUtcNow());
                Problem = T["Check how many tickets you want."];
                return Refuse(StatusCodes.Status422UnprocessableEntity);
            case JoinOutcome.NothingToWaitFor:
                return new SeeOtherResult($"/events/{Event.Slug}");
            default:
                throw new UnreachableException();
        }
    }

    private LineRefusal GetReason(JoinOutcome.Refused refused) =>
        chosen.Counts[refused.TicketTypeId] > refused.Max
            ? new LineRefusal.AboveLimit(refused.Max)
            : new LineRefusal.BelowMinimum(refused.Min);

    /// <returns>Null if something is wrong.</returns>
    private string? ReadEmail()
    {
        var email = TypedEmail.Read(Email, EmailChoice);
        EmailDoubt = email.Doubt;
        Error =
            email.Address.Length > 0 || email.Doubt is not null ? null
            : string.IsNullOrWhiteSpace(Email) ? T["Enter your email address."]
            : T["Enter a valid email, like name@example.com."];
        return email.Address.Length > 0 ? email.Address : null;
    }

    private PageResult Refuse(int status)
    {
        Response.StatusCode = status;
        return Show();
    }

    private PageResult Show()
    {
        var types = joining.GetTypes(Event);
        Rows =
        [
            .. types.Select(type => new WaitingListRow(
                type,
                joining.GetMaxPerOrder(Event, type),
                pricing.GetPrice(type.Price).Total is > 0 and var total ? pricing.ToMoney(total).ToString() : T["Free"],
                chosen.RawValues.GetValueOrDefault(type.Id, types.Count == 1 ? $"{type.MinPerOrder}" : "0"),
                refusals.GetValueOrDefault(type.Id, "")
            )),
        ];
        return Page();
    }

    /// <returns>Null if there is something to wait for.</returns>
    private async Task<IActionResult?> FindAsync(string slug, CancellationToken ct)
    {
        if (await catalogue.FindAsync(slug, ct) is not { } @event)
        {
            return NotFound();
        }

        Event = @event;
        return joining.GetTypes(@event).Count == 0 ? new SeeOtherResult($"/events/{slug}") : null;
    }
}
