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

    /// <summary>Without a date that no longer holds.</summary>
    public IReadOnlyList<string> Facts =>
        Event.Status == EventStatus.Postponed
            ? [SingleLineText.From(Event.Title)]
            : [SingleLineText.From(Event.Title), Event.LongDay(), $"{Event.DoorsAndStart()} ({Event.ZoneText()})"];

    public string PlainText =>
        string.Join(
            '\n',
            [
                .. Paragraphs.SelectMany(line => new[] { line, "" }),
                $"{ButtonLabel}:",
                Url,
                "",
                .. Facts,
                "",
                .. StopUrl == Url ? [] : new[] { $"{StopLabel}:", StopUrl, "" },
                "--",
                .. Venue.Texts.MailFootLines,
                Venue.VenueName,
                "",
            ]
        );
}
