using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Infrastructure.Notifications.Admin;

/// <summary>The stored result of a delivery, for staff.</summary>
public static class DeliveryText
{
    private static readonly StoredTexts Known = new(
        (file, _) => T["Written to {0}", $"{PickupMailTransport.Folder}/{file}"],
        (_, _) => T["Part of the demo: no email was sent"],
        (_, _) => T["The program ended while it worked on this message."],
        (_, _) => T["The recipient is not an address that mail can be sent to."],
        (_, _) => T["Not sent after a restore: it may have been sent before."],
        (_, _) => T["The server did not answer in time."],
        (_, _) => T["No encrypted connection could be made: the server's certificate is not trusted, or it speaks no TLS."],
        (said, _) => T["The server refused the user name or password: {0}", said],
        (said, _) => T["The server lacks what the settings ask for: {0}", said],
        (mechanisms, _) => T["The server accepts only {0} (OAuth), not a password. Set Mail:Smtp:OAuth.", mechanisms],
        (wanted, _) => T["The server does not offer {0}, which Mail:Smtp:OAuth needs. It offers no way to sign in.", wanted],
        (wanted, offered) => T["The server does not offer {0}, which Mail:Smtp:OAuth needs. It offers: {1}.", wanted, offered],
        (_, _) => T["The token endpoint did not answer in time."],
        (said, _) => T["The token endpoint cannot be reached: {0}", said],
        (said, _) => T["The token endpoint answered {0}", said],
        (_, _) => T["Connection refused."],
        (_, _) => T["Name or service not known."]
    );

    /// <summary>In the reader's language. The words of a mail server stay as they are, in quotation marks.</summary>
    public static string Describe(string stored) => Known.Find(stored) ?? T["“{0}”", stored];
}
