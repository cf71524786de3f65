using System.Globalization;
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
            ScheduleChangeKind.Postponed => "Postpone",
            ScheduleChangeKind.BackOn => "Set the date",
            _ => "Save",
        };

    public string Heading =>
        Plan.Orders.Count switch
        {
            0 => $"{Verb}?",
            1 => "1 buyer has tickets",
            var count => string.Create(CultureInfo.InvariantCulture, $"{count} buyers have tickets"),
        };

    public string Recipients => Plan.ToTell == 1 ? "1 buyer" : string.Create(CultureInfo.InvariantCulture, $"{Plan.ToTell} buyers");

    public IReadOnlyList<FactChange> Changes
    {
        get
        {
            var (before, after) = (Plan.Before.ToEvent(Title), Plan.After);
            var postponed = Plan.Kind == ScheduleChangeKind.Postponed;
            FactChange[] all =
            [
                new("Date", before.LongDay(), postponed ? "to be announced" : after.LongDay()),
                new("Times", GetHours(before), postponed ? GetHours(before) : GetHours(after)),
                new("Ends", GetEnd(before), postponed ? GetEnd(before) : GetEnd(after)),
                new("Venue", GetPlace(before), GetPlace(after)),
            ];
            return [.. all.Where(change => change.Before != change.After)];
        }
    }

    private static string GetHours(Event @event) => $"{@event.DoorsAndStart()} ({@event.ZoneText()})";

    private static string GetEnd(Event @event) => @event.EndsAt is { } end ? @event.DayAndTime(end) : "not set";

    private static string GetPlace(Event @event) =>
        string.Join(", ", new[] { @event.Location, @event.Address.ReplaceLineEndings(", ") }.Where(part => part.Length > 0));
}
