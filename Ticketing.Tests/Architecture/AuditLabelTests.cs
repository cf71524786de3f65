using System.Text.RegularExpressions;
using Ticketing.Infrastructure.Audit;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>Every value that the audit trail records has a label in the language of the reader.</summary>
public sealed partial class AuditLabelTests
{
    /// <summary>Identifiers, which are not shown.</summary>
    private static readonly string[] Hidden = ["eventId", "values"];

    [Fact]
    public void Every_recorded_value_has_a_label()
    {
        var recorded = Repository.FindFiles(Repository.Product, ".cs").Select(Repository.Read).SelectMany(FindRecorded).ToHashSet();
        Assert.True(recorded.Count > 60, $"Only {recorded.Count} names were found.");
        Assert.DoesNotContain(recorded.Except(Hidden), name => !AuditLabels.IsKnown(name));
    }

    /// <returns>The properties of anonymous objects that are no part of a query, from files that record something.</returns>
    private static IEnumerable<string> FindRecorded(string code) =>
        code.Contains("audit.RecordAsync(", StringComparison.Ordinal) || code.Contains("class EventAuditValues", StringComparison.Ordinal)
            ? AnonymousObject.Matches(code).SelectMany(match => SplitMembers(match.Groups["members"].Value)).Select(GetName)
            : [];

    private static IEnumerable<string> SplitMembers(string members)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < members.Length; i++)
        {
            depth +=
                members[i] is '(' or '[' or '{' ? 1
                : members[i] is ')' or ']' or '}' ? -1
                : 0;
            if (depth == 0 && members[i] == ',')
            {
                yield return members[start..i];
                start = i + 1;
            }
        }

        if (members[start..].Trim().Length > 0)
        {
            yield return members[start..];
        }
    }

    // "Name = value", "subject.Name", "subject?.Name" or "name".
    private static string GetName(string member)
    {
        var name = Named.Match(member) is { Success: true } named
            ? named.Groups["name"].Value
            : member.Split('.')[^1].Trim().TrimStart('@');
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    [GeneratedRegex(
        @"(?<!\.(Select|GroupBy)\(\s*\w+\s*=>\s*)(?<!\bselect\s+)(?<!\bdata\s*=\s*)\bnew\s*\{(?<members>([^{}]|\{[^{}]*\})*)\}",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex AnonymousObject { get; }

    [GeneratedRegex(@"^\s*@?(?<name>\w+)\s*=(?![=>])")]
    private static partial Regex Named { get; }
}
