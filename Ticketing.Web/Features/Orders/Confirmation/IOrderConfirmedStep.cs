namespace Ticketing.Features.Orders.Confirmation;

/// <summary>Part of a sale that another feature adds.</summary>
public interface IOrderConfirmedStep
{
    /// <summary>In the transaction of the sale, which has locked the event.</summary>
    Task RunAsync(Order order, CancellationToken ct);
}
