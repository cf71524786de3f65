namespace Ticketing.Settlements.Papers;

/// <summary>A line of an account, as page, paper and spreadsheet say it.</summary>
/// <param name="Amount">Minor units; below zero where it is taken off.</param>
/// <param name="IsSum">It adds up what stands above it.</param>
public sealed record StatementLine(string Label, long Amount, bool IsSum = false);
