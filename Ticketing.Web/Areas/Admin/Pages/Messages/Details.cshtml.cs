using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Messages;
using Ticketing.Features.Messages.Editing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Messages;

/// <summary>Preview, count and confirmation of a draft; later its progress.</summary>
[SecurityHeadersPolicy(SecurityHeaders.WithFrame)]
public sealed class DetailsModel(
    EventQueries events,
    MessageQueries messages,
    MessageOrders orders,
    EditMessage edit,
    ScheduleMessage schedule,
    SendTestMessage test,
    SiteLanguages languages,
    OwnAccount account,
    TimeProvider clock
) : EventPage(events)
{
    private const int RefreshSeconds = 5;

    [BindProperty(SupportsGet = true, Name = "message")]
    public Guid MessageId { get; set; }

    /// <summary>Of the draft that was shown.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>Language of the preview.</summary>
    [BindProperty(SupportsGet = true, Name = "language")]
    public string? Tag { get; set; }

    public ListedMessage Listed { get; private set; } = null!;

    /// <summary>Null once the recipients are listed.</summary>
    public MessageAudience? Audience { get; private set; }

    public string? Error { get; private set; }
    public IReadOnlyList<Language> Languages => languages.All;
    public Language Shown => languages.FindByTag(Tag ?? "");
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public string PagePath => $"/admin/events/{Event.Id}/messages/{MessageId}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Listed.Message is { Status: MessageStatus.Sending } or { Status: MessageStatus.Scheduled, Timing: MessageTiming.Now })
        {
            Response.Headers["Refresh"] = RefreshSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostScheduleAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Error = await schedule.ScheduleAsync(Listed.Message, Version, ct) switch
        {
            ScheduleOutcome.Scheduled => null,
            ScheduleOutcome.TooLate => T["The time to send it has passed. Edit the message and choose another."],
            ScheduleOutcome.NewsOff => T["News is switched off in the settings. Only a message about their tickets can be sent."],
            ScheduleOutcome.EventCancelled => T["The event is cancelled. Its buyers are told about their refunds."],
            _ => T["The message has changed in the meantime. Nothing was sent: check it again."],
        };
        if (Error is null)
        {
            return new SeeOtherResult(PagePath);
        }

        await LoadAsync(ct);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    public Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct) =>
        ChangeAsync(message => schedule.TakeBackAsync(message, ct), T["It is being sent already."], ct);

    public Task<IActionResult> OnPostStopAsync(CancellationToken ct) =>
        ChangeAsync(message => schedule.StopAsync(message, ct), T["Nothing was left to stop."], ct);

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!await edit.DeleteAsync(Listed.Message, ct))
        {
            this.SetFlash(T["Only drafts can be deleted."], "error");
            return new SeeOtherResult(PagePath);
        }

        this.SetFlash(T["Deleted: {0}.", Listed.Message.Subject]);
        return new SeeOtherResult($"/admin/events/{Event.Id}/messages");
    }

    public async Task<IActionResult> OnPostTestAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Listed.Message.IsReminder)
        {
            return NotFound();
        }

        var email = (await account.GetDetailsAsync(User.GetStaffId())).Email;
        await test.SendAsync(Listed.Message, Event, Shown, email, ct);
        this.SetFlash(T["A test is on its way to {0}.", email]);
        return new SeeOtherResult($"{PagePath}?language={Shown.Tag}");
    }

    public string GetStopText() =>
        Listed.Message.StopReason switch
        {
            MessageStopReason.EventCancelled => T["Not sent, because the event was cancelled."],
            MessageStopReason.Restore => T["Stopped by a restore: it may have been sent before."],
            _ when MessageText.DescribeUnsent(Listed.Message) is { } reason => reason,
            _ => T[
                "Stopped by {0}, {1}.",
                AuditText.DescribeActor(Listed.Message.StoppedBy ?? ""),
                Event.DayAndTime(Listed.Message.FinishedAt!.Value, Now)
            ],
        };

    private async Task<IActionResult> ChangeAsync(Func<EventMessage, Task<bool>> change, string refusal, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!await change(Listed.Message))
        {
            this.SetFlash(refusal, "error");
        }

        return new SeeOtherResult(PagePath);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await messages.FindAsync(Event.Id, MessageId, ct) is not { } listed)
        {
            return false;
        }

        Listed = listed;
        Audience = listed.Message.StartedAt is null ? await orders.CountAsync(listed.Message, ct) : null;
        return true;
    }
}
