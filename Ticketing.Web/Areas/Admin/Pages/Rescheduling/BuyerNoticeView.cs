using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Receipts.Emails;
using Ticketing.Features.Rescheduling;

namespace Ticketing.Areas.Admin.Pages.Rescheduling;

public sealed record FactChange(string Label, string Before, string After);

/// <summary>The page that asks if buyers are told of a change.</summary>
public sealed record BuyerNoticeView(ScheduleChangePlan Plan, BuyerNoticeForm Form, FieldErrors Errors)
{
    public const string Tell = "tell";
    public const string Quiet = "quiet";
    public const string Back = "back";

    public required string Title { get; init; }
    public required string BackPath { get; init; }

    /// <summary>Null if nobody can be emailed.</summary>
    public required MailPreview? Preview { get; init; }

    /// <summary>Posted again unchanged, by name.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; }

    /// <summary>There is a form before this page.</summary>
    public bool CanGoBack { get; init; }

    public string Verb =>
        Plan.Kind switch
        {
            ScheduleChangeKind.Postponed => T["Postpone"],
            ScheduleChangeKind.BackOn => T["Set the date"],
            _ => T["Save"],
        };

    public string RefundHint =>
        string.Join(
            ' ',
            T[
                "Until the end of this day, buyers can return their tickets on their order page and get a full refund. "
                    + "Those who have not answered are reminded once before it ends, if the offer lasts two days or more."
            ],
            Plan.IsRefundPromised
                ? T["Leave blank to offer none: your terms of sale still let buyers ask for a refund."]
                : T["Leave blank to offer none."]
        );

    public string Heading =>
        Plan.Orders.Count == 0 ? T["{0}?", Verb] : T.Plural(Plan.Buyers, "1 buyer has tickets", "{0} buyers have tickets");

    public string TellLabel =>
        Plan.Kind switch
        {
            ScheduleChangeKind.Postponed => T.Plural(Plan.BuyersToTell, "Postpone and email 1 buyer", "Postpone and email {0} buyers"),
            ScheduleChangeKind.BackOn => T.Plural(Plan.BuyersToTell, "Set the date and email 1 buyer", "Set the date and email {0} buyers"),
            _ => T.Plural(Plan.BuyersToTell, "Save and email 1 buyer", "Save and email {0} buyers"),
        };

    public string QuietLabel =>
        Plan.Kind switch
        {
            ScheduleChangeKind.Postponed => T["Postpone without emailing"],
            ScheduleChangeKind.BackOn => T["Set the date without emailing"],
            _ => T["Save without emailing"],
        };

    public IReadOnlyList<FactChange> Changes
    {
        get
        {
            var (before, after) = (Plan.Before.ToEvent(Title), Plan.After);
            var postponed = Plan.Kind == ScheduleChangeKind.Postponed;
            FactChange[] all =
            [
                new(T["Date"], before.LongDay(), postponed ? T["to be announced"] : after.LongDay()),
                new(T["Times"], GetHours(before), postponed ? GetHours(before) : GetHours(after)),
                new(T["Ends"], GetEnd(before), postponed ? GetEnd(before) : GetEnd(after)),
                new(T["Venue"], GetPlace(before), GetPlace(after)),
            ];
            return [.. all.Where(change => change.Before != change.After)];
        }
    }

    private static string GetHours(Event @event) => $"{@event.DoorsAndStart()} ({@event.ZoneText()})";

    private static string GetEnd(Event @event) => @event.EndsAt is { } end ? @event.DayAndTime(end) : T["not set"];

    private static string GetPlace(Event @event) =>
        string.Join(", ", new[] { @event.Location, @event.Address.ReplaceLineEndings(", ") }.Where(part => part.Length > 0));
}
