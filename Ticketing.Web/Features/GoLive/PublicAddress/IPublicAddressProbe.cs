namespace Ticketing.Features.GoLive.PublicAddress;

public abstract record ProbeOutcome
{
    /// <param name="Reason">Goes on after "cannot tell from here:".</param>
    public sealed record Unreachable(string Reason) : ProbeOutcome;

    /// <param name="Reason">A sentence about the certificate or the connection.</param>
    public sealed record Unsafe(string Reason) : ProbeOutcome;

    public sealed record Answered : ProbeOutcome
    {
        public required int Status { get; init; }

        /// <summary>Cut off at a few kilobytes.</summary>
        public required string Body { get; init; }

        /// <summary>Scheme and host to which it redirects; null if it does not.</summary>
        public string? RedirectTo { get; init; }
        public bool HasHsts { get; init; }

        /// <summary>By the clock of whoever answered.</summary>
        public DateTimeOffset? Date { get; init; }

        /// <summary>Null without TLS.</summary>
        public DateTimeOffset? CertificateEndsAt { get; init; }
    }
}

/// <summary>One request to the venue's own public address, from here through DNS and the proxy.</summary>
public interface IPublicAddressProbe
{
    /// <summary>Follows no redirect, and ends within seconds.</summary>
    Task<ProbeOutcome> GetAsync(Uri address, CancellationToken ct);
}
