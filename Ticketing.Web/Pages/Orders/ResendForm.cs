namespace Ticketing.Pages.Orders;

public sealed record ResendForm(string Reference, string? Email, string? Error = null);
