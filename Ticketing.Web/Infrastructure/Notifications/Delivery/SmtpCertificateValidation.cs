using System.Net.Security;

namespace Ticketing.Infrastructure.Notifications.Delivery;

/// <param name="Validate">Null: certificates that this machine trusts.</param>
public sealed record SmtpCertificateValidation(RemoteCertificateValidationCallback? Validate = null);
