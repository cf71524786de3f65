using Ticketing.Features.Insights.Sales;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.StaffMails.Digests;

/// <summary>Of one figure.</summary>
public sealed record DigestFigure(string Name, string Value, FigureChange? Change)
{
    public string ChangeText =>
        Change is null ? "" : T["{0} {1} was {2}", Change.Arrow, Change.Amount, Change.Before].Replace("  ", " ", StringComparison.Ordinal);
}

/// <param name="Sold">"40 of 100".</param>
/// <param name="New">"+4"; empty for none.</param>
public sealed record DigestEventLine(string Title, string Date, string Sold, string New, string Url);

/// <summary>The texts of a digest, in the current language.</summary>
public sealed record DigestText
{
    public required bool IsDaily { get; init; }

    /// <summary>"Sat 1 Feb" or "27 Jan – 2 Feb".</summary>
    public required string Days { get; init; }
    public required IReadOnlyList<DigestFigure> Figures { get; init; }
    public required IReadOnlyList<DigestEventLine> Events { get; init; }
    public required IReadOnlyList<ActionItemLine> ActionItems { get; init; }
    public required string InsightsUrl { get; init; }
    public required string UnsubscribeUrl { get; init; }
    public required SiteOptions Venue { get; init; }

    public string Subject => T["{0}: {1}, {2} tickets", Days, Figures[0].Value, Figures[1].Value];

    public string Heading => IsDaily ? T["Yesterday, {0}", Days] : T["Last week, {0}", Days];

    public string ComparedWith => IsDaily ? T["Compared with the same day a week earlier."] : T["Compared with the week before."];

    public string Reason => T["You get this digest because you chose it in your account at {0}.", Venue.VenueName];

    public string PlainText =>
        string.Join(
            '\n',
            [
                Heading,
                "",
                .. Figures.Select(figure => $"{figure.Name}: {figure.Value} {figure.ChangeText}".TrimEnd()),
                ComparedWith,
                "",
                .. Section(T["Upcoming events"], Events.Select(line => $"{line.Title}, {line.Date}: {line.Sold} {line.New}".TrimEnd())),
                .. Section(T["Needs attention"], ActionItems.Select(item => $"{item.Text}: {item.Path}")),
                $"{T["Open insights"]}:",
                InsightsUrl,
                "",
                "--",
                Reason,
                $"{T["Unsubscribe"]}: {UnsubscribeUrl}",
                .. Venue.Texts.MailFootLines,
                Venue.VenueName,
                "",
            ]
        );

    private static IEnumerable<string> Section(string heading, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count == 0 ? [] : [heading, .. all.Select(line => $"- {line}"), ""];
    }

    public static IReadOnlyList<DigestFigure> GetFigures(Digest digest)
    {
        string Amount(long minorUnits) => new Money(minorUnits, digest.Currency).ToString();
        DigestFigure Create(string name, Func<SalesTotals, long> get, Func<long, string> format, bool isCost = false) =>
            new(
                name,
                format(get(digest.Now)),
                digest.Before is null ? null : FigureChange.From(get(digest.Now), get(digest.Before), format, isCost)
            );
        return
        [
            Create(T["Net revenue"], totals => totals.Net, Amount),
            Create(T["Tickets"], totals => totals.Tickets, Count),
            Create(T["Orders"], totals => totals.Orders, Count),
            Create(T["Refunds"], totals => totals.Refunds, Amount, isCost: true),
        ];
    }

    public static string Count(long count) => count.ToString("N0", Language.Current.Formats);
}
