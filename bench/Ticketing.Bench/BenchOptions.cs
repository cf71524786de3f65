using System.Globalization;

namespace Ticketing.Bench;

/// <param name="Sizes">Orders in each database; the second is compared with the first.</param>
/// <param name="Repeat">Samples per query and database.</param>
/// <param name="Fresh">Rebuilds existing databases.</param>
/// <param name="Postgres">Connection string of a server to use instead of SQLite; its own database is not touched.</param>
/// <param name="Only">Runs only queries whose name contains this.</param>
internal sealed record BenchOptions(
    IReadOnlyList<int> Sizes,
    int Repeat,
    int Seed,
    bool Fresh,
    string? Postgres,
    string Only,
    bool FillOnly
)
{
    public const string Usage = """
        Usage: dotnet run -c Release --project bench/Ticketing.Bench -- [options]
          --sizes 10000,1000000    orders in each database; the second is compared with the first
          --repeat 15              samples per query
          --only <text>            only queries whose name contains this
          --postgres "<string>"    use this PostgreSQL server instead of SQLite, in separate databases
          --seed 7                 seed of the generated history
          --fresh                  rebuild the databases
          --fill-only              only build the databases
        """;

    private const int MinOrders = 10_000;

    /// <exception cref="ArgumentException">The options are invalid.</exception>
    public static BenchOptions Read(string[] args)
    {
        var options = new BenchOptions([MinOrders, 1_000_000], 15, 7, Fresh: false, Postgres: null, Only: "", FillOnly: false);
        for (var i = 0; i < args.Length; i++)
        {
            string Value() => ++i < args.Length ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value.");
            options = args[i] switch
            {
                "--sizes" => options with { Sizes = [.. Value().Split(',').Select(text => Number(text, MinOrders))] },
                "--repeat" => options with { Repeat = Number(Value(), 1) },
                "--seed" => options with { Seed = Number(Value(), 0) },
                "--only" => options with { Only = Value() },
                "--postgres" => options with { Postgres = Value() },
                "--fresh" => options with { Fresh = true },
                "--fill-only" => options with { FillOnly = true },
                var other => throw new ArgumentException($"{other} is not an option."),
            };
        }

        return options.Sizes.Count == 2 ? options : throw new ArgumentException("--sizes takes two numbers.");
    }

    private static int Number(string text, int min) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min
            ? number
            : throw new ArgumentException($"'{text}' is not a number of at least {min}.");
}
