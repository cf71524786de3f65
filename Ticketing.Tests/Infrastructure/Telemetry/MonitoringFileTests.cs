using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Deployment;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Telemetry;

/// <summary>The dashboard and the alerts show what there is, and each alert says what to do.</summary>
[Collection(MeasuredJourneys.Collection)]
public sealed partial class MonitoringFileTests(MeasuredJourneys journeys) : IAsyncLifetime
{
    private MeasuredJourney journey = null!;

    public async ValueTask InitializeAsync() => journey = await journeys.OnAsync(DatabaseProvider.Sqlite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private const string Dashboard = "deploy/grafana/ticketing.json";
    private const string AlertFile = "deploy/prometheus/alerts.yml";

    /// <summary>Prometheus writes it itself.</summary>
    private const string Up = "up";

    private static readonly IReadOnlyList<JsonNode> Alerts =
    [
        .. YamlText.ReadAll(AlertFile).Single()["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!),
    ];

    private static readonly IReadOnlyList<string> PanelExpressions =
    [
        .. JsonNode.Parse(Repository.Read(Dashboard))!["panels"]!
            .AsArray()
            .SelectMany(panel => panel!["targets"]?.AsArray() ?? [])
            .Select(target => target!["expr"]!.GetValue<string>()),
    ];

    private static IEnumerable<string> AlertExpressions => Alerts.Select(alert => alert["expr"]!.GetValue<string>());

    private static IEnumerable<string> AlertNames => Alerts.Select(alert => alert["alert"]!.GetValue<string>());

    [Fact]
    public void Each_metric_in_them_exists()
    {
        var used = PanelExpressions.Concat(AlertExpressions).SelectMany(FindMetrics).ToHashSet();
        Assert.True(used.Count > 20);
        Assert.Empty(used.Except(journey.MetricNames).Except([Up]));
    }

    [Fact]
    public void Each_label_in_them_exists()
    {
        var known = Label().Matches(journey.Metrics).Select(label => label.Groups[1].Value).ToHashSet();
        var used = PanelExpressions
            .Concat(AlertExpressions)
            .SelectMany(text => Grouping().Matches(text).SelectMany(by => by.Groups[1].Value.Split(", ")))
            .Concat(
                PanelExpressions.Concat(AlertExpressions).SelectMany(text => Label().Matches(text).Select(label => label.Groups[1].Value))
            );
        // Of the target.
        Assert.Empty(used.Distinct().Except(known).Except(["instance", "job"]));
    }

    /// <summary>Other programs have metrics of the same names.</summary>
    [Fact]
    public void What_every_program_counts_is_asked_of_this_one()
    {
        var uses = PanelExpressions.Concat(AlertExpressions).SelectMany(text => Foreign().Matches(text)).ToList();
        Assert.True(uses.Count > 10);
        Assert.All(uses, use => Assert.StartsWith("{job=\"ticketing\"", use.Groups[1].Value, StringComparison.Ordinal));
    }

    [Fact]
    public void The_alert_on_memory_comes_before_the_limit_of_the_container()
    {
        var limit = (decimal)Cluster.Load("base").WebContainer.Resources.Limits["memory"];
        var alert = Alerts.Single(rule => rule["alert"]!.GetValue<string>() == "TicketingMemoryHigh")["expr"]!.GetValue<string>();
        var threshold = double.Parse(alert.Split("> ")[1], CultureInfo.InvariantCulture);
        Assert.InRange(threshold, 100e6, (double)limit * 0.9);
    }

    [Fact]
    public void A_program_that_is_not_scraped_at_all_is_down() =>
        Assert.Contains("or absent(up{job=\"ticketing\"})", AlertExpressions.First(), StringComparison.Ordinal);

    /// <summary>Prometheus renames a label of ours that is one of its own.</summary>
    [Fact]
    public void No_label_is_one_of_the_target() => Assert.DoesNotMatch(@"[{,](job|instance)=", journey.Metrics);

    [Fact]
    public void The_dashboard_shows_all_metrics_of_the_program()
    {
        var ours = journey.MetricNames.Where(name => name.StartsWith("ticketing_", StringComparison.Ordinal)).Select(WithoutSuffix);
        Assert.Empty(ours.Distinct().Except(PanelExpressions.SelectMany(FindMetrics).Select(WithoutSuffix)));
    }

    [Fact]
    public void Each_alert_has_a_paragraph_for_who_gets_it()
    {
        var documented = Paragraph().Matches(Repository.Read("docs/operating.md")).Select(paragraph => paragraph.Groups[1].Value);
        Assert.Equal(AlertNames, documented);
    }

    [Fact]
    public void Each_alert_has_a_severity_and_a_summary()
    {
        Assert.All(Alerts, alert => Assert.Contains(alert["labels"]!["severity"]!.GetValue<string>(), (string[])["page", "warn", "info"]));
        Assert.All(Alerts, alert => Assert.NotEqual("", alert["annotations"]!["summary"]!.GetValue<string>()));
    }

    [Fact]
    public void The_example_loads_the_alerts_of_the_job_that_they_name()
    {
        var example = YamlText.ReadAll("deploy/prometheus/prometheus.yml").Single();
        Assert.Equal(Path.GetFileName(AlertFile), example["rule_files"]![0]!.GetValue<string>());
        Assert.Contains($"job=\"{example["scrape_configs"]![0]!["job_name"]}\"", AlertExpressions.First(), StringComparison.Ordinal);
    }

    /// <summary>Names that are not a function, a label or a word of the language.</summary>
    private static IEnumerable<string> FindMetrics(string expression) =>
        Metric().Matches(Quoted().Replace(Grouping().Replace(expression, ""), "")).Select(name => name.Value);

    private static string WithoutSuffix(string name) => Suffix().Replace(name, "");

    [GeneratedRegex(@"\b(up|(ticketing|http|dotnet)_\w+)\b(?!\s*[=!]?[=~])")]
    private static partial Regex Metric();

    [GeneratedRegex(@"\b(?:http_server|dotnet)_\w+(.{0,16})")]
    private static partial Regex Foreign();

    [GeneratedRegex(@"\w+\s*[=!]?[=~]""[^""]*""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"by \(([^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"[{,]\s*(\w+)[=!]?[=~]")]
    private static partial Regex Label();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^\*\*(Ticketing\w+)\*\*: ", RegexOptions.Multiline)]
    private static partial Regex Paragraph();
}
