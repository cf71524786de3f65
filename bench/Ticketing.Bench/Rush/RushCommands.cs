using Ticketing.Bench.Rush.Buying;
using Ticketing.Bench.Rush.Mailing;
using Ticketing.Bench.Rush.Results;
using Ticketing.Bench.Rush.Scaling;
using Ticketing.Bench.Rush.Serving;
using Ticketing.Bench.Rush.Starting;
using Ticketing.Bench.Rush.Viewing;
using Ticketing.Bench.Rush.Waiting;

namespace Ticketing.Bench.Rush;

/// <summary>Scenarios that start the published program and print one table.</summary>
internal static class RushCommands
{
    private const string All = "all";
    private const string ServerOption = "--postgres";

    private const string Usage = """
        Usage: dotnet run -c Release --project bench/Ticketing.Bench -- pages|rush|waiting|mail|start|sizes|postgres|all [options]
          cost and replay are parts of rush
          --postgres "<string>"    for postgres and all: a PostgreSQL server, for databases of its own that are dropped at the end
        """;

    private static readonly Dictionary<string, Scenario[]> Scenarios = new()
    {
        [PagesScenario.Command] = [(_, ct) => PagesScenario.RunAsync(ct)],
        [RushScenario.Command] =
        [
            (_, ct) => RushScenario.RunAsync(ct),
            (_, ct) => CostScenario.RunAsync(ct),
            (_, ct) => ReplayScenario.RunAsync(ct),
        ],
        [WaitingScenario.Command] = [(_, ct) => WaitingScenario.RunAsync(ct)],
        [MailScenario.Command] = [(_, ct) => MailScenario.RunAsync(ct)],
        [StartScenario.Command] = [(_, ct) => StartScenario.RunAsync(ct)],
        [SizesScenario.Command] = [(_, ct) => SizesScenario.RunAsync(ct)],
        [PostgresScenario.Command] = [PostgresScenario.RunAsync],
    };

    private static readonly Dictionary<string, Scenario[]> Parts = new()
    {
        [CostScenario.Command] = [(_, ct) => CostScenario.RunAsync(ct)],
        [ReplayScenario.Command] = [(_, ct) => ReplayScenario.RunAsync(ct)],
    };

    private delegate Task<IReadOnlyList<Figure>> Scenario(string server, CancellationToken ct);

    public static bool Knows(string command) => command == All || Scenarios.ContainsKey(command) || Parts.ContainsKey(command);

    /// <returns>The exit code: 1 if a figure falls short.</returns>
    public static async Task<int> RunAsync(string command, string[] options, CancellationToken ct)
    {
        var server = options is [ServerOption, var text] ? text : "";
        var needsServer = command is All or PostgresScenario.Command;
        if ((options.Length > 0 && server.Length == 0) || needsServer != server.Length > 0)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        await PublishedApp.PublishAsync(ct);
        var (figures, others) = (new List<Figure>(), new OtherLoad());
        foreach (var scenario in Find(command))
        {
            figures.AddRange(await scenario(server, ct));
        }

        figures.Add(others.GetFigure(isJudged: !needsServer));
        return FigureTable.Print(figures) ? 0 : 1;
    }

    private static IEnumerable<Scenario> Find(string command) =>
        command == All ? Scenarios.Values.SelectMany(group => group)
        : Parts.TryGetValue(command, out var part) ? part
        : Scenarios[command];
}
