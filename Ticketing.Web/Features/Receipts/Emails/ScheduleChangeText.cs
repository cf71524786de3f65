using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

/// <param name="Message">From staff. May be empty.</param>
/// <param name="RefundsUntil">Null if the order cannot be returned.</param>
public sealed record ScheduleChangeNotice(ScheduleChangeKind Kind, TicketFacts Before, string Message, DateTimeOffset? RefundsUntil);

/// <param name="paid">With the event after the change.</param>
/// <param name="asOf">Dates in the subject have a year if it is not the year of this.</param>
public sealed class ScheduleChangeText(PaidOrder paid, ScheduleChangeNotice notice, string orderUrl, DateTimeOffset asOf)
{
    private readonly Event before = notice.Before.ToEvent(paid.Event.Title);

    private Event After => paid.Event;

    private bool IsPostponed => notice.Kind == ScheduleChangeKind.Postponed;

    private bool HasNoDate => After.Status == EventStatus.Postponed;

    private bool IsNewDate => notice.Kind == ScheduleChangeKind.BackOn || before.LongDay() != After.LongDay();

    private bool IsNewPlace => (before.Location, before.Address) != (After.Location, After.Address);

    private bool IsNewTime => before.DoorsAndStart() != After.DoorsAndStart() || before.ZoneText() != After.ZoneText() || IsNewEnd;

    private bool IsNewEnd => before.EndsAt != After.EndsAt;

    // The hours of one day do not name the end otherwise.
    private bool IsOnlyNewEnd => IsNewEnd && !IsNewDate && before.DoorsAndStart() == After.DoorsAndStart();

    private string EventTitle => BuyerMailText.Isolate(After.Title);

    public string Title => SingleLineText.From(After.Title);

    public string Subject =>
        IsPostponed ? T["Postponed: {0} (was {1})", EventTitle, before.ShortDay(asOf)]
        : IsNewDate ? T["New date for {0}: {1}", EventTitle, After.ShortDay(asOf)]
        : HasNoDate ? T["New venue for {0}", EventTitle]
        : IsNewPlace && !IsNewTime ? T["New venue for {0}, {1}", EventTitle, After.ShortDay(asOf)]
        : IsNewPlace ? T["New time and venue for {0}, {1}", EventTitle, After.ShortDay(asOf)]
        : T["New time for {0}, {1}", EventTitle, After.ShortDay(asOf)];

    public string Headline =>
        IsPostponed ? EventStatusText.Postponed
        : IsNewDate ? T["There’s a new date"]
        : IsNewPlace && !IsNewTime ? T["There’s a new venue"]
        : IsNewPlace ? T["There’s a new time and venue"]
        : T["There’s a new time"];

    public string Greeting => BuyerMailText.Greeting(paid.ShowsNames ? paid.Order.BuyerName : "");

    public IEnumerable<string> Paragraphs =>
        [
            HasNoDate
                ? T.Plural(
                    paid.ValidTickets.Count,
                    "We’ll announce a new date soon. Your ticket remains valid, and we’ll email you.",
                    "We’ll announce a new date soon. Your tickets remain valid, and we’ll email you."
                )
                : T.Plural(
                    paid.ValidTickets.Count,
                    "Your ticket remains valid, so there’s nothing you need to do. An updated ticket and a calendar file are attached.",
                    "Your tickets remain valid, so there’s nothing you need to do. Updated tickets and a calendar file are attached."
                ),
            .. notice
                .Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(SingleLineText.From),
            .. RefundNote is { } refund ? [refund] : Array.Empty<string>(),
        ];

    /// <summary>Null if no refund is offered.</summary>
    private string? RefundNote =>
        notice.RefundsUntil is { } until ? BuyerMailText.RefundOffer(paid.Order, After.DayAndTime(until, asOf)) : null;

    /// <summary>Empty while the event has no date.</summary>
    public IReadOnlyList<string> When => HasNoDate ? [] : [After.LongDay(), GetHours(After)];

    public string Where => paid.Where;

    public string OldLabel => IsPostponed ? T["Planned for"] : T["Before"];

    public IReadOnlyList<string> OldWhen => IsPostponed || IsNewDate || IsNewTime ? [before.LongDay(), GetHours(before)] : [];

    /// <summary>Null if the place is the same.</summary>
    public string? OldWhere => IsNewPlace ? (paid with { Event = before }).Where : null;

    public string Order => BuyerMailText.OrderAndReceipt(paid.Order);

    public string OrderUrl => orderUrl;

    public string Help => BuyerMailText.Help(paid.Venue);

    public string SupportEmail => paid.Venue.SupportEmail;

    public IReadOnlyList<string> FooterLines => paid.Venue.Texts.MailFootLines;

    public IReadOnlyList<string> SmallPrint => [BuyerMailText.KeepLink, BuyerMailText.Seller(paid.Seller, paid.Venue)];

    public string PlainText =>
        string.Join(
            '\n',
            [
                Greeting,
                "",
                Headline,
                "",
                .. Paragraphs.SelectMany(paragraph => new[] { paragraph, "" }),
                Title,
                .. When,
                Where,
                "",
                $"{OldLabel}:",
                .. OldWhen,
                .. OldWhere is { } place ? [place] : Array.Empty<string>(),
                "",
                BuyerMailText.OrderNumber(Order),
                "",
                $"{T["View tickets"]}:",
                OrderUrl,
                "",
                Help,
                "",
                "--",
                .. FooterLines,
                .. SmallPrint,
                "",
            ]
        );

    private string GetHours(Event @event)
    {
        var hours = @event.DoorsAndStart();
        var named = IsOnlyNewEnd && @event.EndsAt is { } end ? T["{0} · Ends {1}", hours, EventTimes.TimeOfDay(@event, end)] : hours;
        return $"{named} ({@event.ZoneText()})";
    }
}
