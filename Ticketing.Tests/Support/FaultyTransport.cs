using Ticketing.Notifications;

namespace Ticketing.Tests.Support;

/// <summary>A way out that has a fault of its own: it throws what no transport should.</summary>
internal sealed class FaultyTransport : IMailTransport
{
    public List<string> Taken { get; } = [];

    public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        var recipient = mail.Message.To.Mailboxes.Single().Address;
        if (recipient.StartsWith("fatal", StringComparison.Ordinal))
        {
            throw new ArithmeticException("Lines cannot be folded.");
        }

        Taken.Add(recipient);
        return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Accepted("taken"));
    }
}
