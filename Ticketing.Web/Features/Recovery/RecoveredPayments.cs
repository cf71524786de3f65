using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Recovery;

public abstract record RecoveredPayments
{
    /// <param name="Rebuilt">Orders that were put back.</param>
    /// <param name="Repaired">Other records that were taken over from the provider.</param>
    /// <param name="Lost">To be refunded at the provider.</param>
    /// <param name="Remaining">Number of other differences, which staff decide on the page of payments.</param>
    public sealed record Completed(int Rebuilt, int Repaired, IReadOnlyList<LostPayment> Lost, int Remaining) : RecoveredPayments;

    /// <summary>It is not complete yet: a background job goes on.</summary>
    public sealed record GoesOn : RecoveredPayments;

    /// <summary>Nobody can be asked: no payment provider has records of its own.</summary>
    public sealed record NoProvider : RecoveredPayments;

    /// <summary>The venue took payments by a provider that is not set up now. It stays closed.</summary>
    public sealed record ProviderMissing(PaymentProvider Provider) : RecoveredPayments;

    /// <summary>An error of this program, which is logged. The background job tries again.</summary>
    public sealed record Failed : RecoveredPayments;

    /// <summary>It does not answer. The background job tries again.</summary>
    public sealed record ProviderUnavailable : RecoveredPayments;
}
