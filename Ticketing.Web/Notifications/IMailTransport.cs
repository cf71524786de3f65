using MimeKit;

namespace Ticketing.Notifications;

/// <param name="Id">The notification's: a repeat is recognisable by it.</param>
/// <param name="MessageId">Without its angle brackets; the message carries it too.</param>
public sealed record OutgoingMail(Guid Id, string MessageId, MimeMessage Message);

/// <summary>What became of one mail.</summary>
public abstract record DeliveryOutcome
{
    /// <summary>The server has taken responsibility for it.</summary>
    public sealed record Accepted(string Response) : DeliveryOutcome;

    /// <summary>The server will never take this one.</summary>
    public sealed record Refused(string Response) : DeliveryOutcome;

    /// <summary>The server does not take this one now, but may later.</summary>
    public sealed record Deferred(string Response) : DeliveryOutcome;

    /// <summary>The conversation ended in the middle of this one: it may have been taken or not.</summary>
    public sealed record Interrupted(string Reason) : DeliveryOutcome;

    /// <summary>No mail can be handed over at present; this one has nothing to do with it.</summary>
    public sealed record Unreachable(string Reason) : DeliveryOutcome;
}

/// <summary>Where mail leaves the process. One instance serves one pass and may keep a connection for it.</summary>
public interface IMailTransport
{
    /// <exception cref="OperationCanceledException">Only where <paramref name="ct"/> was cancelled: the mail may have been taken or not.</exception>
    Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken ct);
}
