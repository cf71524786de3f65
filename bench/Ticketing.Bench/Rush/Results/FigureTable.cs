using System.Globalization;

namespace Ticketing.Bench.Rush.Results;

internal static class FigureTable
{
    /// <returns>True if nothing falls short.</returns>
    public static bool Print(IReadOnlyCollection<Figure> figures)
    {
        string[][] rows =
        [
            ["scenario", "figure", "limit in the same run", "ratio", "to reach", ""],
            .. figures.Select(figure =>
                new[]
                {
                    figure.Scenario,
                    figure.Value,
                    figure.Limit,
                    figure.Ratio?.ToString("0.000", CultureInfo.InvariantCulture) ?? "",
                    figure.ToReach,
                    figure.IsReached switch
                    {
                        true => "ok",
                        false => "short",
                        null => "",
                    },
                }
            ),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            Console.WriteLine($"| {string.Join(" | ", rows[i].Select((text, column) => Align(text, column, widths[column])))} |");
            if (i == 0)
            {
                Console.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---:|", widths.Length - 1))}");
            }
        }

        return figures.All(figure => figure.IsReached != false);
    }

    private static string Align(string text, int column, int width) => column == 0 ? text.PadRight(width) : text.PadLeft(width);
}
