using System.Text.RegularExpressions;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>Names and comments use the standard words of the field and of .NET.</summary>
public sealed partial class NamingTests
{
    private const int MaxColumns = 140;

    /// <summary>Types and files, as regular expressions → the name to use.</summary>
    private static readonly Dictionary<string, string> RejectedTypes = new()
    {
        ["Books?$"] = "*Queries",
        ["Words$"] = "*Text",
        ["Desk$"] = "the thing itself: *Pages, *Service",
        ["(Pass|Upkeep|Expiry|Reconciler)$|^Follow[A-Z]"] = "*Job",
        ["^(Opening|DatabaseOpening)$"] = "DatabaseStartup",
        ["^Verbs?$|Verbs$"] = "Commands",
        ["(?<!Csv)Sheet$"] = "CsvSheet",
        ["Walk$"] = "KeysetPaging",
        ["^(Steps|Step)$"] = "ChartInterval",
        ["^(Attention|Need)$"] = "ActionItem",
        ["^Departure$"] = "CheckoutExit",
        ["^(Missing|There|Here)$"] = "MissingRecordLookup, Provider, Local",
        ["(Press|Printed|Shelf)$"] = "*Renderer, RenderResult, *Store, *Collection",
        ["Standing$"] = "StaffStatus",
        ["^OneLine$"] = "SingleLineText",
        ["^(FindOrders|RefundEntry)$"] = "SendOrderLinks, ProcessCancellationEntry",
        ["^(Being|Meeting|Standing)[A-Z]"] = "the subject first",
    };

    /// <summary>Any identifier, as regular expressions → the name to use.</summary>
    private static readonly Dictionary<string, string> RejectedNames = new()
    {
        ["(?<![a-z])(Most|Longest)[A-Z]|^(Longest|Shortest|Soonest)$|^(Shortest|Soonest)[A-Z]"] = "Max*, Min*",
        ["Patience"] = "*Timeout",
        ["InWords$"] = "*Text",
        ["(?<=.)(Book|Desk|Upkeep)$|([a-z]|^T)Pass$"] = "*Queries, *Job",
        ["ProviderNews|TakeRefund|TakeDispute|WorkOffWebhook|FindDifference(?!s|r)|VoidPaidBack|MoneyGone"] = "ProviderSync, *Importer, …",
        ["^(Our|Their)[A-Z]|^(There|Here)$"] = "Local*, Provider*",
        ["AfterAKill|PosterPress|PosterShelf|FontShelf|EmailPress"] = "ReclaimAbandonedMail, PosterRenderer, PosterStore, …",
        ["Tally|Tallies"] = "SalesTotals",
        ["^Night[A-Z]|Night$|HouseSize"] = "Event*, Show*, Capacity",
        ["^(Telling|Sure|Keeping)$|OpenGate"] = "FlashMessage, ConfirmButton, CacheHeaders, NoOpWriterGate",
    };

    [Fact]
    public void Types_and_files_have_standard_names()
    {
        var strays =
            from file in CodeFiles().Concat(Repository.FindFiles(Repository.Product, ".cshtml"))
            let declared = file.EndsWith(".cs", StringComparison.Ordinal) ? Types(ReadCode(file)).Select(type => type.Name) : []
            from name in declared.Append(Path.GetFileName(file).Split('.')[0])
            from rejected in RejectedTypes
            where Regex.IsMatch(name.TrimStart('_'), rejected.Key)
            select $"{file}: {name}; use {rejected.Value}";
        Assert.Empty(strays);
    }

    [Fact]
    public void Members_have_standard_names()
    {
        var strays =
            from file in CodeFiles()
            let code = ReadCode(file)
            from name in Identifier.Matches(code).Select(match => match.Value).Distinct()
            from rejected in RejectedNames
            where Regex.IsMatch(name, rejected.Key)
            select $"{file}: {name}; use {rejected.Value}";
        Assert.Empty(strays);
    }

    [Fact]
    public void No_method_is_called_of() =>
        Assert.Empty(
            from file in CodeFiles()
            from call in OfMethod.Matches(ReadCode(file))
            select $"{file}: {call.Value}; use From, Create or Get…"
        );

    /// <summary>
    /// Page models are named after their page, and cases of an outcome are nested in it. A type may have a generic form in its file.
    /// </summary>
    [Fact]
    public void Each_type_name_is_declared_once()
    {
        var repeated =
            from file in Repository.FindFiles(Repository.Product, ".cs")
            where !IsGenerated(file)
            from type in Types(ReadCode(file))
            where type.IsTopLevel && !type.IsPartial && !type.Name.EndsWith("Model", StringComparison.Ordinal)
            group file by type.Name into declared
            where declared.Distinct().Count() > 1
            select $"{declared.Key}: {string.Join(", ", declared)}";
        Assert.Empty(repeated);
    }

    [Fact]
    public void Test_classes_are_named_after_their_kind()
    {
        var strays =
            from type in typeof(NamingTests).Assembly.GetTypes()
            where type.GetMethods().Any(method => method.GetCustomAttributes(typeof(FactAttribute), true).Length > 0) && !type.IsAbstract
            let suffix = type.Namespace!.Contains(".Journeys", StringComparison.Ordinal) ? "Journey" : "Tests"
            where !type.Name.EndsWith(suffix, StringComparison.Ordinal)
            select type.FullName;
        Assert.Empty(strays);
    }

    /// <summary>Raw strings may be longer: their lines are sent as they are.</summary>
    [Fact]
    public void Lines_are_not_too_long()
    {
        var strays =
            from file in CodeFiles()
            from line in RawString.Replace(Repository.Read(file), "").Split('\n')
            where line.TrimEnd('\r').Length > MaxColumns
            select $"{file}: {line.Trim()}";
        Assert.Empty(strays);
    }

    [Fact]
    public void Comments_are_plain_English()
    {
        var strays = from file in CodeFiles() from match in RejectedComment.Matches(Repository.Read(file)) select $"{file}: {match.Value}";
        Assert.Empty(strays);
    }

    private static IEnumerable<string> CodeFiles() =>
        new[] { Repository.Product, Repository.Tests, Repository.Bench }
            .SelectMany(project => Repository.FindFiles(project, ".cs"))
            .Where(file => !IsGenerated(file));

    private static bool IsGenerated(string file) =>
        file.Contains("/Migrations/", StringComparison.Ordinal) || file.Contains("/CompiledModel/", StringComparison.Ordinal);

    /// <summary>Without comments and strings.</summary>
    private static string ReadCode(string file) => CommentOrString.Replace(RawString.Replace(Repository.Read(file), "\"\""), "");

    private static IEnumerable<(string Name, bool IsTopLevel, bool IsPartial)> Types(string code) =>
        TypeDeclaration
            .Matches(code)
            .Select(match =>
                (
                    match.Groups["name"].Value,
                    match.Groups["indent"].Length == 0,
                    match.Groups["modifiers"].Value.Contains("partial", StringComparison.Ordinal)
                )
            );

    [GeneratedRegex(
        @"^(?<indent>[ \t]*)(?<modifiers>(?:(?:public|internal|private|protected|file|sealed|static|abstract|partial|readonly)\s+)*)"
            + @"(?:class|record struct|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)",
        RegexOptions.Multiline
    )]
    private static partial Regex TypeDeclaration { get; }

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Identifier { get; }

    [GeneratedRegex(@"\bOf(?:Async)?(?:<\w+>)?\(")]
    private static partial Regex OfMethod { get; }

    [GeneratedRegex("\"{3}.*?\"{3}", RegexOptions.Singleline)]
    private static partial Regex RawString { get; }

    [GeneratedRegex("""//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\])'""")]
    private static partial Regex CommentOrString { get; }

    [GeneratedRegex(
        @"<summary>\s*(?:///\s*)?(?:What|Who|Whose|When|Whether|Which)\b.*|//.*\b(?:where there (?:is|are)|Null +where)\b.*",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex RejectedComment { get; }
}
