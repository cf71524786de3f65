namespace Ticketing.Tests.Infrastructure.Data.Releases;

/// <param name="Types">Of its parameters, separated by commas.</param>
/// <param name="Sql">In one line, with parameters $1, $2 …</param>
internal sealed record FormerStatement(string Types, string Sql)
{
    private const char Separator = '\t';

    public static void Write(string file, IEnumerable<FormerStatement> statements) =>
        File.WriteAllLines(
            file,
            statements.Select(statement => $"{statement.Types}{Separator}{statement.Sql}").Order(StringComparer.Ordinal)
        );

    public static IReadOnlyList<FormerStatement> Read(IEnumerable<string> lines) =>
        [.. lines.Select(line => line.Split(Separator, 2)).Select(parts => new FormerStatement(parts[0], parts[1]))];
}
