namespace Ticketing.Pages.Orders;

/// <param name="Error">What is wrong with the address; null where nothing is.</param>
public sealed record ResendForm(string Reference, string? Email, string? Error = null);
