using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Ticketing.Tests.Infrastructure.Data.Releases;
using Xunit;

[assembly: AssemblyFixture(typeof(StatementRecorder))]

namespace Ticketing.Tests.Infrastructure.Data.Releases;

/// <summary>
/// Writes each different statement that any test runs on PostgreSQL to the file in <c>TICKETING_STATEMENTS</c>, for
/// <c>FormerReleaseTests</c>. Off if that is not set.
/// </summary>
public sealed partial class StatementRecorder : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly string? Target = Environment.GetEnvironmentVariable("TICKETING_STATEMENTS");
    private static readonly string[] Kinds = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];

    private readonly ConcurrentDictionary<FormerStatement, bool> statements = [];
    private readonly ConcurrentBag<IDisposable> subscriptions = [];

    public StatementRecorder()
    {
        if (IsOn)
        {
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }
    }

    public static bool IsOn => Target is not null;

    public void OnNext(DiagnosticListener value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Name == DbLoggerCategory.Name)
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData { Command: NpgsqlCommand command, CommandSource: not CommandSource.Migrations })
        {
            foreach (var text in Ends.Split(command.CommandText).Select(text => Comment.Replace(text, "").Trim().TrimEnd(';')))
            {
                if (Array.Exists(Kinds, kind => text.StartsWith(kind, StringComparison.Ordinal)))
                {
                    statements[Number(text, command.Parameters)] = true;
                }
            }
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
        {
            subscription.Dispose();
        }

        if (Target is not null)
        {
            FormerStatement.Write(Target, statements.Keys);
        }
    }

    // Names of parameters differ from call to call; their numbers and types do not.
    private static FormerStatement Number(string text, NpgsqlParameterCollection parameters)
    {
        var types = new List<string>();
        var numbers = new Dictionary<string, int>();
        var numbered = Parameter.Replace(
            text,
            match =>
            {
                if (!parameters.TryGetValue(match.Value[1..], out var parameter))
                {
                    return match.Value;
                }

                if (numbers.TryAdd(match.Value, types.Count + 1))
                {
                    types.Add(parameter.DataTypeName ?? "text");
                }

                return $"${numbers[match.Value]}";
            }
        );
        return new FormerStatement(string.Join(", ", types), LineBreak.Replace(numbered, " "));
    }

    [GeneratedRegex(@";\r?\n")]
    private static partial Regex Ends { get; }

    [GeneratedRegex("^--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment { get; }

    [GeneratedRegex("@[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Parameter { get; }

    [GeneratedRegex(@"\s*\r?\n\s*")]
    private static partial Regex LineBreak { get; }
}
