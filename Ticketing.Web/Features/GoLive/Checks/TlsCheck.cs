using Ticketing.Features.GoLive.PublicAddress;

namespace Ticketing.Features.GoLive.Checks;

internal sealed class TlsCheck(VenueAddress venue, TimeProvider clock) : IGoLiveCheck
{
    /// <summary>Authorities that renew by themselves do it 30 days before the end, or with a third of a short life left.</summary>
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(10);

    public string Topic => GoLiveTopics.Tls;

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct) =>
        await venue.AskAsync(ct) switch
        {
            AddressOutcome.Asked { Address: { Scheme: "http", IsLoopback: true } } => GoLiveFinding.Warn(
                T["The public address is http on this machine, which is fine for trying out only. Buyers need https."]
            ),
            AddressOutcome.Asked { Address.Scheme: "http" } => GoLiveFinding.Fail(
                T[
                    "The public address is http. Buyers need https: get a certificate for the proxy, and change the address "
                        + "(Site:PublicBaseUrl) to https."
                ]
            ),
            AddressOutcome.Asked asked => Describe(asked.Outcome, asked.Statement is not null),
            _ => GoLiveFinding.Fail(T["Set the public address (Site:PublicBaseUrl) to one with https."]),
        };

    private GoLiveFinding Describe(ProbeOutcome outcome, bool isOwn) =>
        outcome switch
        {
            ProbeOutcome.Unreachable unreachable => GoLiveFinding.CannotTell(unreachable.Reason),
            ProbeOutcome.Unsafe refused => GoLiveFinding.Fail(T["{0} Correct it at the proxy.", refused.Reason]),
            ProbeOutcome.Answered answered => GoLiveFinding.Combine(DescribeLife(answered), DescribeHsts(answered, isOwn)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private GoLiveFinding DescribeLife(ProbeOutcome.Answered answered)
    {
        if (answered.CertificateEndsAt is not { } end)
        {
            return GoLiveFinding.CannotTell(T["how long the certificate is valid."]);
        }

        var left = end - clock.GetUtcNow();
        var days = (int)Math.Floor(left.TotalDays);
        var text = T.Plural(days, "The certificate is valid for 1 more day", "The certificate is valid for {0} more days");
        return left > RenewBefore
            ? GoLiveFinding.Ok($"{text}.")
            : GoLiveFinding.Warn(T["{0}. See why the proxy has not renewed it yet.", text]);
    }

    // Only our own answers carry the header.
    private static GoLiveFinding DescribeHsts(ProbeOutcome.Answered answered, bool isOwn) =>
        answered.HasHsts ? GoLiveFinding.Ok(T["HSTS is on."])
        : isOwn
            ? GoLiveFinding.Warn(
                T[
                    "Strict-Transport-Security (HSTS) does not arrive. Let the proxy keep this header, and tell the program with "
                        + "X-Forwarded-Proto that visitors use https."
                ]
            )
        : GoLiveFinding.CannotTell(T["whether HSTS is on, as this venue did not answer at its public address."]);
}
