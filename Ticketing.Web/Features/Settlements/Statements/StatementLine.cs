namespace Ticketing.Features.Settlements.Statements;

/// <param name="Amount">Minor units; negative if subtracted.</param>
public sealed record StatementLine(string Label, long Amount, bool IsSum = false);
