using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Telemetry;

[Collection(MeasuredJourneys.Collection)]
public sealed class TelemetryJourneyTests(MeasuredJourneys journeys)
{
    [Theory, OnBothDatabases]
    public async Task One_trace_follows_an_order_from_the_hold_to_the_mail(DatabaseProvider database)
    {
        var journey = await journeys.OnAsync(database);
        var confirm = journey.Spans.Single(span => span.GetTagItem("ticketing.order.id") is Guid id && id == journey.Order.Id);
        var trace = journey.Spans.Where(span => span.TraceId == confirm.TraceId).ToList();
        Assert.Equal(["hold.place", "order.place", "order.confirm", "mail.send"], trace.Select(span => span.OperationName));
        Assert.Equal([trace[0].SpanId, trace[0].SpanId, trace[2].SpanId], trace[1..].Select(span => span.ParentSpanId));
    }

    /// <summary>The request in which an order was confirmed is a trace of its own: the buyer came back from the payment page.</summary>
    [Theory, OnBothDatabases]
    public async Task A_step_of_an_order_is_linked_with_the_request_that_did_it(DatabaseProvider database)
    {
        var journey = await journeys.OnAsync(database);
        var confirm = journey.Spans.Single(span => span.GetTagItem("ticketing.order.id") is Guid id && id == journey.Order.Id);
        var request = Assert.Single(confirm.Links).Context;
        Assert.NotEqual(confirm.TraceId, request.TraceId);
        Assert.Contains(request.TraceId, journey.RequestTraces);
    }

    [Theory]
    [OnBothDatabases("ticketing_holds_placed_total", "channel=\"online\"", 2)]
    [OnBothDatabases("ticketing_holds_ended_total", "outcome=\"sold\"", 1)]
    [OnBothDatabases("ticketing_orders_placed_total", "", 1)]
    [OnBothDatabases("ticketing_orders_paid_total", "channel=\"online\"", 1)]
    [OnBothDatabases("ticketing_tickets_issued_total", "channel=\"online\"", 2)]
    [OnBothDatabases("ticketing_payments_settled_total", "state=\"paid\"", 1)]
    [OnBothDatabases("ticketing_mails_sent_total", "kind=\"order-confirmation\"", 1)]
    [OnBothDatabases("ticketing_scans_total", "result=\"admitted\"", 1)]
    [OnBothDatabases("ticketing_guard_refusals_total", "guard=\"order_access\"", 1)]
    [OnBothDatabases("ticketing_holds_refused_total", "reason=\"challenged\"", 1)]
    [OnBothDatabases("ticketing_budgets_challenges_total", "outcome=\"issued\"", 1)]
    [OnBothDatabases("ticketing_waiting_room_open", "", 1)]
    [OnBothDatabases("ticketing_waiting_room_waiting", "", 1)]
    [OnBothDatabases("ticketing_jobs_failures_total", "job_name=\"hold_expiry\"", 0)]
    [OnBothDatabases("ticketing_jobs_lag_seconds", "job_name=\"hold_expiry\"", 2 * 3600)]
    [OnBothDatabases("ticketing_queue_length", "queue=\"mails\"", 0)]
    public async Task The_metrics_tell_of_it(DatabaseProvider database, string name, string label, int count)
    {
        var journey = await journeys.OnAsync(database);
        Assert.Equal(count, journey.Metrics.Split('\n').GetSample(name, label));
    }

    [Theory, OnBothDatabases]
    public async Task The_metrics_tell_how_long_the_database_took(DatabaseProvider database)
    {
        var lines = (await journeys.OnAsync(database)).Metrics.Split('\n');
        foreach (var operation in (string[])["read", "write", "commit"])
        {
            var label = $"operation=\"{operation}\"";
            Assert.True(lines.GetSample("ticketing_database_statement_duration_seconds_count", label) > 5);
            Assert.InRange(lines.GetSample("ticketing_database_statement_duration_seconds_sum", label), 1e-6, 60);
        }
    }

    /// <summary>It opens the venue to whoever has it.</summary>
    [Theory, OnBothDatabases]
    public async Task The_link_for_the_first_superadmin_stays_on_the_machine(DatabaseProvider database)
    {
        var journey = await journeys.OnAsync(database);
        Assert.Contains("Create its first superadmin", journey.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("first superadmin", journey.Sent("logs"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Metrics_have_no_ids_and_few_series(DatabaseProvider database)
    {
        var journey = await journeys.OnAsync(database);
        Assert.DoesNotMatch("[0-9a-f]{8}-[0-9a-f]{4}", journey.Metrics);
        // The label of what no longer has a series of its own.
        Assert.DoesNotContain("otel_metric_overflow", journey.Metrics, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_that_is_told_names_a_person_or_opens_a_door(DatabaseProvider database)
    {
        var journey = await journeys.OnAsync(database);
        (string Name, string Text)[] told =
        [
            ("traces", journey.Sent("traces")),
            ("metrics", journey.Sent("metrics")),
            ("logs", journey.Sent("logs")),
            ("/metrics", journey.Metrics),
            ("log", journey.Log),
        ];
        Assert.Empty(told.Where(source => source.Text.Length == 0).Select(source => source.Name));
        Assert.All(
            told[^1..].Append(told[2]),
            source => Assert.Contains("orders/{reference}: no access", source.Text, StringComparison.Ordinal)
        );
        Assert.Empty(
            from source in told
            from secret in journey.Secrets
            where source.Text.Contains(secret.Text, StringComparison.OrdinalIgnoreCase)
            select $"{source.Name} has the {secret.What} {secret.Text}"
        );
        Assert.All(told, source => Assert.DoesNotMatch(@"\b4242\b", source.Text));
    }

    [Theory, OnBothDatabases]
    public async Task Traces_have_the_routes_of_requests(DatabaseProvider database)
    {
        var journey = await journeys.OnAsync(database);
        var traces = journey.Sent("traces");
        Assert.All(
            ["http.route", "events/{slug}", "checkout/{code}", "order.confirm", "mail.send"],
            text => Assert.Contains(text, traces, StringComparison.Ordinal)
        );
        Assert.All(
            ["url.path", "url.query", "user_agent", "client.address"],
            text => Assert.DoesNotContain(text, traces, StringComparison.Ordinal)
        );
    }
}
