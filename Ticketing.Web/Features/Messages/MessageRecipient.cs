namespace Ticketing.Features.Messages;

public enum MessageRecipientStatus
{
    Waiting,

    /// <summary>The email is in the outbox.</summary>
    Queued,

    /// <summary>Has unsubscribed from news.</summary>
    Unsubscribed,

    /// <summary>Its turn had not come when the message was stopped, or its order has lost its address since.</summary>
    Stopped,
}

/// <summary>An order that a message goes to. Listed once, when the message is due.</summary>
public sealed class MessageRecipient
{
    public required Guid MessageId { get; init; }
    public required Guid OrderId { get; init; }

    /// <summary>
    /// Unique in the message: the address, so that a buyer with two orders gets one email; of a reminder the order, because each has
    /// tickets of its own.
    /// </summary>
    public required string Key { get; init; }
    public MessageRecipientStatus Status { get; set; }

    /// <summary>The email in the outbox.</summary>
    public Guid? MailId { get; set; }
}
