namespace Ticketing.Pages.Orders;

/// <param name="CodeSentTo">Null if no code is asked for.</param>
public sealed record ResendForm(string Reference, string? Email, string? Error = null, string? CodeSentTo = null, string? CodeError = null);
