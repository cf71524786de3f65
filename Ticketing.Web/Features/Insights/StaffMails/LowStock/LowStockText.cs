using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Insights.StaffMails.LowStock;

/// <summary>The texts of an alert, in the current language.</summary>
public sealed record LowStockText
{
    public required string Event { get; init; }
    public required string Type { get; init; }
    public required string Date { get; init; }

    /// <summary>Unsold, in baskets too.</summary>
    public required int Left { get; init; }
    public required int Held { get; init; }
    public required int Capacity { get; init; }
    public required string Url { get; init; }
    public required string UnsubscribeUrl { get; init; }
    public required SiteOptions Venue { get; init; }

    public string Subject =>
        Left == 0
            ? T["Sold out: {0}, {1}", Type, Event]
            : T.Plural(Left, "1 ticket left: {1}, {2}", "{0} tickets left: {1}, {2}", Type, Event);

    public string Heading => Left == 0 ? T["{0} is sold out", Type] : T["{0} is nearly sold out", Type];

    public IReadOnlyList<string> Lines =>
        [
            Date,
            Held > 0
                ? T["{0} of {1} left, {2} of them in baskets", Number(Left), Number(Capacity), Number(Held)]
                : T["{0} of {1} left", Number(Left), Number(Capacity)],
        ];

    public string Hint => T["If there is room, raise the capacity. You get no further alert for this ticket type unless it recovers."];

    public string Reason => T["You get this alert because you chose it in your account at {0}.", Venue.VenueName];

    public string PlainText =>
        string.Join(
            '\n',
            [
                Heading,
                "",
                Event,
                .. Lines,
                "",
                Hint,
                "",
                $"{T["See ticket types"]}:",
                Url,
                "",
                "--",
                Reason,
                $"{T["Unsubscribe"]}: {UnsubscribeUrl}",
                .. Venue.Texts.MailFootLines,
                Venue.VenueName,
                "",
            ]
        );

    private static string Number(int count) => count.ToString("N0", Language.Current.Formats);
}
