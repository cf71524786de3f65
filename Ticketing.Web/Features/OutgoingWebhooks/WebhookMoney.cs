using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.OutgoingWebhooks;

/// <summary>An amount as the API writes it.</summary>
/// <param name="Amount">Minor units.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record WebhookMoney(long Amount, string Currency)
{
    public static WebhookMoney From(Money money) => new(money.MinorUnits, money.Currency);
}
