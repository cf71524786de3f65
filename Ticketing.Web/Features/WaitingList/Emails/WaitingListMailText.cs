using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.WaitingList.Emails;

public sealed record WaitingListMailText(string Subject, string Heading, IReadOnlyList<string> Paragraphs, string ButtonLabel, string Url)
{
    public required Event Event { get; init; }
    public required SiteOptions Venue { get; init; }

    /// <summary>Above <see cref="Tickets"/>.</summary>
    public string TicketsLabel { get; init; } = "";

    /// <summary>One per line; may be empty.</summary>
    public IReadOnlyList<string> Tickets { get; init; } = [];

    /// <summary>A second link; empty for none.</summary>
    public string LeaveLabel { get; init; } = "";
    public string LeaveUrl { get; init; } = "";

    public string Title => SingleLineText.From(Event.Title);

    /// <summary>Empty if the date no longer holds.</summary>
    public IReadOnlyList<string> When =>
        Event.Status is EventStatus.Postponed or EventStatus.Cancelled
            ? []
            : [Event.LongDay(), $"{Event.DoorsAndStart()} ({Event.ZoneText()})"];

    public string PlainText =>
        string.Join(
            '\n',
            [
                Paragraphs[0],
                "",
                $"{ButtonLabel}:",
                Url,
                "",
                Title,
                .. When,
                "",
                .. Tickets.Count == 0 ? [] : new[] { $"{TicketsLabel}:" }.Concat(Tickets).Append(""),
                .. Paragraphs.Skip(1).SelectMany(line => new[] { line, "" }),
                .. LeaveUrl.Length == 0 ? [] : new[] { $"{LeaveLabel}:", LeaveUrl, "" },
                "--",
                .. Venue.Texts.MailFootLines,
                Venue.VenueName,
                "",
            ]
        );
}
