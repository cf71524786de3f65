using System.Globalization;

namespace Ticketing.Bench.Soak;

/// <param name="Rate">Requests a second.</param>
internal sealed record SoakOptions(int Rate, TimeSpan Duration, int Seed)
{
    public const string Command = "soak";

    public const string Usage = """
        Usage: dotnet run -c Release --project bench/Ticketing.Bench -- soak [options]
          --rate 20                requests a second
          --minutes 30             how long
          --hours 4                the same in hours
          --seed 7                 seed of what visitors do
        """;

    /// <exception cref="ArgumentException">The options are invalid.</exception>
    public static SoakOptions Read(IReadOnlyList<string> args)
    {
        var options = new SoakOptions(20, TimeSpan.FromMinutes(30), 7);
        foreach (var pair in args.Chunk(2))
        {
            options = pair switch
            {
                ["--rate", var text] => options with { Rate = Number(text) },
                ["--minutes", var text] => options with { Duration = TimeSpan.FromMinutes(Number(text)) },
                ["--hours", var text] => options with { Duration = TimeSpan.FromHours(Number(text)) },
                ["--seed", var text] => options with { Seed = Number(text) },
                _ => throw new ArgumentException($"{pair[0]} is not an option, or has no value."),
            };
        }

        return options;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"'{text}' is not a number of at least 1.");
}
