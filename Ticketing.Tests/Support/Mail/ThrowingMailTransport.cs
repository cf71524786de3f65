using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Tests.Support.Mail;

/// <summary>Throws an exception that no transport should throw.</summary>
internal sealed class ThrowingMailTransport : IMailTransport
{
    public List<string> Accepted { get; } = [];

    public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        var recipient = mail.Message.To.Mailboxes.Single().Address;
        if (recipient.StartsWith("fatal", StringComparison.Ordinal))
        {
            throw new ArithmeticException("Cannot fold lines.");
        }

        Accepted.Add(recipient);
        return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Accepted("taken"));
    }
}
