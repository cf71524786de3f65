using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Reminders.Emails;

public sealed record ReminderMailText(string Subject, string Heading, IReadOnlyList<string> Paragraphs, string ButtonLabel, string Url)
{
    public required string StopUrl { get; init; }
    public required Event Event { get; init; }
    public required SiteOptions Venue { get; init; }

    public string StopLabel => T["Stop this reminder"];

    public string Title => SingleLineText.From(Event.Title);

    /// <summary>Empty if the date no longer holds.</summary>
    public IReadOnlyList<string> When =>
        Event.Status == EventStatus.Postponed ? [] : [Event.LongDay(), $"{Event.DoorsAndStart()} ({Event.ZoneText()})"];

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
                .. Paragraphs.Skip(1).SelectMany(line => new[] { line, "" }),
                .. StopUrl == Url ? [] : new[] { $"{StopLabel}:", StopUrl, "" },
                "--",
                .. Venue.Texts.MailFootLines,
                Venue.VenueName,
                "",
            ]
        );
}
