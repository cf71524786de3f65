using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Tickets;

namespace Ticketing.Areas.Admin.Pages.CheckIn;

/// <summary>Wording of a scan result: a headline to be read from two metres away, and details.</summary>
public static class CheckInText
{
    public static string Postponed => T["This event is postponed: nobody is let in before its new date."];

    public static string Headline(this ScanResult result) =>
        result switch
        {
            ScanResult.Admitted => T["Valid"],
            ScanResult.AlreadyIn => T["Already used"],
            ScanResult.WrongEvent => T["Wrong event"],
            ScanResult.Void => T["Void"],
            ScanResult.Replaced => T["Old code"],
            ScanResult.Cancelled => T["Cancelled"],
            ScanResult.Expired => T["Too late"],
            ScanResult.Forged => T["Forged"],
            ScanResult.Undone => T["Undone"],
            _ => T["Not a ticket"],
        };

    /// <summary>Headline of the result at the time of the scan.</summary>
    public static string OriginalHeadline(this ScanDetails answer) => answer.WasSuspended ? T["Suspended"] : answer.Scan.Result.Headline();

    /// <summary>Headline of the current result, which an undo may have changed.</summary>
    public static string Headline(this ScanDetails answer) => answer.WasSuspended ? T["Suspended"] : answer.Result.Headline();

    /// <summary>"good", "bad" or "undone": selects colour, icon and sound.</summary>
    public static string Kind(this ScanResult result) =>
        result switch
        {
            ScanResult.Admitted => "good",
            ScanResult.Undone => "undone",
            _ => "bad",
        };

    /// <summary>Headline, kind and explanation of the answer that a page shows.</summary>
    public static (string Headline, string Kind, string Why) Describe(this CheckInPage page) =>
        page switch
        {
            { Remark: AnswerRemark.Repeated, Answer.Result: ScanResult.Admitted } => (
                T["Just let in"],
                "repeated",
                T["The same code was read again: nobody else was let in."]
            ),
            { Remark: AnswerRemark.Mistyped, Answer.Result: ScanResult.Unknown } => (
                T["Not read"],
                "unchecked",
                T["Check the scanner’s keyboard layout, and turn Caps Lock off. Then scan again."]
            ),
            { Answer: { } answer } => (answer.Headline(), answer.Result.Kind(), answer.Explain(page.Event, page.Now)),
            _ => ("", "", ""),
        };

    /// <summary>As in the API.</summary>
    public static string ToCode(this ScanDetails answer) =>
        answer.Result switch
        {
            ScanResult.Admitted => "valid",
            ScanResult.AlreadyIn => "alreadyUsed",
            ScanResult.WrongEvent => "wrongEvent",
            ScanResult.Void => answer.WasSuspended ? "suspended" : "void",
            ScanResult.Replaced => "replaced",
            ScanResult.Cancelled => "cancelled",
            ScanResult.Expired => "expired",
            ScanResult.Forged => "forged",
            ScanResult.Undone => "undone",
            _ => "notATicket",
        };

    public static string Explain(this ScanDetails answer, Event checkInEvent, DateTimeOffset now) =>
        answer.Result switch
        {
            ScanResult.Admitted when answer.Together > 1 => T["{0} people of this order let in by hand.", answer.Together],
            ScanResult.Admitted => answer.Scan.IsByHand ? T["Let in by hand."] : "",
            ScanResult.AlreadyIn => answer.Ticket?.Admission is { } earlier
                ? T["Came in {0}.", earlier.ToText(checkInEvent, now)]
                : T["It was used, but that check-in has been undone. Scan it again."],
            ScanResult.WrongEvent => T["For {0}, {1}.", answer.TicketEvent!.Title, EventText.DateAndTime(answer.TicketEvent)],
            ScanResult.Void when answer.WasSuspended => answer.Ticket!.IsSuspended
                ? T["Suspended: the payment is disputed. Send them to the box office."]
                : T["The ticket was suspended, and is good again. Scan it once more."],
            ScanResult.Void => T["Refunded: this ticket is no longer valid."],
            ScanResult.Replaced => T["This ticket has been reissued, so this code no longer works. Ask for the latest email."],
            ScanResult.Cancelled => checkInEvent.Status == EventStatus.Postponed
                ? Postponed
                : T["This event is cancelled: nobody is let in."],
            ScanResult.Expired => T["This ticket’s event ended days ago."],
            ScanResult.Forged => T["This code looks like one of ours, but isn’t. Do not admit."],
            ScanResult.Undone => answer.Scan.Result == ScanResult.Undone
                ? T["Check-in undone. This ticket can be used again."]
                : T["That check-in was undone. Scan again to let them in."],
            _ => T["Not one of our tickets. Scan the QR code on the ticket."],
        };

    public static string ToText(this Admission admission, Event checkInEvent, DateTimeOffset now) =>
        string.Join(
            ", ",
            new[]
            {
                TimeText(admission.At, checkInEvent, now),
                admission.Gate,
                admission.ByName.Length > 0 ? T["by {0}", admission.ByName] : "",
            }.Where(part => part.Length > 0)
        );

    public static string StatusText(this CheckInTicket ticket) =>
        ticket switch
        {
            { Status: TicketStatus.Void } => T["Refunded"],
            { Admission: not null } => T["In"],
            { IsSuspended: true } => T["Suspended"],
            _ => T["Not in yet"],
        };

    public static string ChipClass(this CheckInTicket ticket) =>
        ticket switch
        {
            { Status: TicketStatus.Void } => "bad",
            { Admission: not null } => "good",
            { IsSuspended: true } => "bad",
            _ => "mute",
        };

    private static string TimeText(DateTimeOffset at, Event checkInEvent, DateTimeOffset now) =>
        EventTimes.ToLocal(checkInEvent, at).Date == EventTimes.ToLocal(checkInEvent, now).Date
            ? T["at {0}", EventTimes.TimeOfDay(checkInEvent, at)]
            : T["on {0}", checkInEvent.DayAndTime(at)];
}
