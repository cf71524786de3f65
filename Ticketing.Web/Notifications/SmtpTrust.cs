using System.Net.Security;

namespace Ticketing.Notifications;

/// <param name="Validate">Null: certificates that this machine trusts.</param>
public sealed record SmtpTrust(RemoteCertificateValidationCallback? Validate = null);
