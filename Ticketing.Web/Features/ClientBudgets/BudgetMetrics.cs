using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.ClientBudgets;

public sealed class BudgetMetrics(TicketingMeter meter)
{
    private const string Issued = "issued";
    private const string Met = "met";

    private readonly CumulativeCounter challenges = meter.CreateCounter(
        "ticketing.budgets.challenges",
        "{challenge}",
        "Challenges for clients above their budget",
        "outcome",
        [Issued, Met]
    );

    internal void CountIssued() => challenges.Add(Issued);

    internal void CountMet() => challenges.Add(Met);
}
