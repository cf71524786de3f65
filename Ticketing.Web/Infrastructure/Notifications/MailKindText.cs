namespace Ticketing.Infrastructure.Notifications;

public static class MailKindText
{
    /// <summary>"Order confirmation" for "order-confirmation".</summary>
    public static string Describe(string kind) => kind.Length == 0 ? "" : $"{char.ToUpperInvariant(kind[0])}{kind[1..].Replace('-', ' ')}";
}
