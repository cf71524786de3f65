using Ticketing.Notifications;

namespace Ticketing.Tests.Support;

/// <summary>Throws an exception that no transport should throw.</summary>
internal sealed class FaultyTransport : IMailTransport
{
    public List<string> Taken { get; } = [];

    public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        var recipient = mail.Message.To.Mailboxes.Single().Address;
        if (recipient.StartsWith("fatal", StringComparison.Ordinal))
        {
            throw new ArithmeticException("Cannot fold lines.");
        }

        Taken.Add(recipient);
        return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Accepted("taken"));
    }
}
