namespace Ticketing.Infrastructure.Notifications.Delivery;

/// <summary>The settings do not suit the mail server or the token endpoint. The message is shown to staff.</summary>
public sealed class MailSignInException(string message, Exception? inner = null) : Exception(message, inner);
