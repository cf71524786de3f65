using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Api.Json;

/// <summary>An amount of money.</summary>
/// <param name="Amount">In minor units: 1400 is £14.00, and ¥1,400.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record ApiMoney(long Amount, string Currency)
{
    public static ApiMoney From(Money money) => new(money.MinorUnits, money.Currency);
}
