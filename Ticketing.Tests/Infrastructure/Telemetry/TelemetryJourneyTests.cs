using System.Globalization;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Telemetry;

[Collection(MeasuredJourney.Collection)]
public sealed class TelemetryJourneyTests(MeasuredJourney journey)
{
    [Fact]
    public void One_trace_follows_an_order_from_the_hold_to_the_mail()
    {
        var confirm = journey.Spans.Single(span => span.GetTagItem("ticketing.order.id") is Guid id && id == journey.Order.Id);
        var trace = journey.Spans.Where(span => span.TraceId == confirm.TraceId).ToList();
        Assert.Equal(["hold.place", "order.place", "order.confirm", "mail.send"], trace.Select(span => span.OperationName));
        Assert.Equal([trace[0].SpanId, trace[0].SpanId, trace[2].SpanId], trace[1..].Select(span => span.ParentSpanId));
    }

    /// <summary>The request in which an order was confirmed is a trace of its own: the buyer came back from the payment page.</summary>
    [Fact]
    public void A_step_of_an_order_is_linked_with_the_request_that_did_it()
    {
        var confirm = journey.Spans.Single(span => span.GetTagItem("ticketing.order.id") is Guid id && id == journey.Order.Id);
        var request = Assert.Single(confirm.Links).Context;
        Assert.NotEqual(confirm.TraceId, request.TraceId);
        Assert.Contains(request.TraceId, journey.RequestTraces);
    }

    [Theory]
    [InlineData("ticketing_holds_placed_total", "channel=\"online\"", 1)]
    [InlineData("ticketing_holds_ended_total", "outcome=\"sold\"", 1)]
    [InlineData("ticketing_orders_placed_total", "", 1)]
    [InlineData("ticketing_orders_paid_total", "channel=\"online\"", 1)]
    [InlineData("ticketing_tickets_issued_total", "channel=\"online\"", 2)]
    [InlineData("ticketing_payments_settled_total", "state=\"paid\"", 1)]
    [InlineData("ticketing_mails_sent_total", "kind=\"order-confirmation\"", 1)]
    [InlineData("ticketing_scans_total", "result=\"admitted\"", 1)]
    [InlineData("ticketing_guard_refusals_total", "guard=\"order_access\"", 1)]
    [InlineData("ticketing_queue_length", "queue=\"mails\"", 0)]
    public void The_metrics_tell_of_it(string name, string label, int count)
    {
        var sample = journey
            .Metrics.Split('\n')
            .Single(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal));
        Assert.Equal(count, double.Parse(sample.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Metrics_have_no_ids_and_few_series()
    {
        Assert.DoesNotMatch("[0-9a-f]{8}-[0-9a-f]{4}", journey.Metrics);
        Assert.DoesNotContain(journey.MetricNames, name => name.Contains("overflow", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_that_is_told_names_a_person_or_opens_a_door()
    {
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

    [Fact]
    public void Traces_have_the_routes_of_requests()
    {
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
