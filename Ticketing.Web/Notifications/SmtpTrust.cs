using System.Net.Security;

namespace Ticketing.Notifications;

/// <summary>Which certificates a mail server may show. By default those that this machine trusts, for the server's name.</summary>
/// <param name="Validate">Null for the default.</param>
public sealed record SmtpTrust(RemoteCertificateValidationCallback? Validate = null);
