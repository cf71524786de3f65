using System.Globalization;

namespace Ticketing.Bench;

/// <param name="Sizes">Orders in each database: the first is what the others are held against.</param>
/// <param name="Repeat">How often each question is asked of each database.</param>
/// <param name="Fresh">Make the databases anew, also where there are some from an earlier run.</param>
/// <param name="Postgres">The server to use instead of SQLite: a connection string; its database is not touched, others are made beside it.</param>
/// <param name="Only">Only questions whose name holds this.</param>
internal sealed record Options(IReadOnlyList<int> Sizes, int Repeat, int Seed, bool Fresh, string? Postgres, string Only, bool FillOnly)
{
    public const string Usage = """
        Usage: dotnet run -c Release --project bench/Ticketing.Bench -- [options]
          --sizes 10000,1000000    orders in each database; the first is what the other is held against
          --repeat 15              how often each question is asked
          --only <text>            only questions whose name holds this
          --postgres "<string>"    on this PostgreSQL server instead of SQLite, in databases of its own
          --seed 7                 another history
          --fresh                  make the databases anew
          --fill-only              make the databases, ask nothing
        """;

    private const int Fewest = 10_000;

    /// <exception cref="ArgumentException">Not options of ours.</exception>
    public static Options Read(string[] args)
    {
        var options = new Options([Fewest, 1_000_000], 15, 7, Fresh: false, Postgres: null, Only: "", FillOnly: false);
        for (var i = 0; i < args.Length; i++)
        {
            string Value() => ++i < args.Length ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value.");
            options = args[i] switch
            {
                "--sizes" => options with { Sizes = [.. Value().Split(',').Select(text => Number(text, Fewest))] },
                "--repeat" => options with { Repeat = Number(Value(), 1) },
                "--seed" => options with { Seed = Number(Value(), 0) },
                "--only" => options with { Only = Value() },
                "--postgres" => options with { Postgres = Value() },
                "--fresh" => options with { Fresh = true },
                "--fill-only" => options with { FillOnly = true },
                var other => throw new ArgumentException($"{other} is no option."),
            };
        }

        return options.Sizes.Count == 2 ? options : throw new ArgumentException("--sizes takes two numbers.");
    }

    private static int Number(string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new ArgumentException($"'{text}' is not a number from {least} on.");
}
