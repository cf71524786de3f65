using MimeKit;

namespace Ticketing.Infrastructure.Notifications.Delivery;

/// <param name="Id">The same for every attempt.</param>
/// <param name="MessageId">Without angle brackets.</param>
public sealed record OutgoingMail(Guid Id, string MessageId, MimeMessage Message);

public abstract record DeliveryOutcome
{
    /// <summary>The server has taken responsibility for the mail.</summary>
    public sealed record Accepted(string Response) : DeliveryOutcome;

    /// <summary>Permanent refusal of this mail.</summary>
    public sealed record Refused(string Response) : DeliveryOutcome;

    /// <summary>Temporary refusal; a later attempt may succeed.</summary>
    public sealed record Deferred(string Response) : DeliveryOutcome;

    /// <summary>The account may not send more for now; this mail is not the reason.</summary>
    public sealed record OverQuota(string Response) : DeliveryOutcome;

    /// <summary>The connection failed in mid-mail; it may or may not have been accepted.</summary>
    public sealed record Interrupted(string Reason) : DeliveryOutcome;

    /// <summary>The server takes no mail at present; this mail is not the reason.</summary>
    public sealed record Unreachable(string Reason) : DeliveryOutcome;
}

/// <summary>One instance serves one job run and may keep a connection open for it.</summary>
public interface IMailTransport
{
    /// <exception cref="OperationCanceledException">The mail may or may not have been accepted.</exception>
    Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken ct);

    /// <summary>Goes as far as it can without a mail, within seconds.</summary>
    /// <returns>Why no mail could be sent now; null if nothing speaks against it.</returns>
    Task<MailProblem?> FindProblemAsync(CancellationToken ct) => Task.FromResult<MailProblem?>(null);
}
