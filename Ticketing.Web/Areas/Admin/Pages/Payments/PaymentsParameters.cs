using Ticketing.Areas.Admin.Ui;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Pages.Payments;

/// <summary>Period of the payments page, read from the query: <c>from</c>, <c>to</c> (inclusive).</summary>
/// <param name="Error">Error message, or null if the query is valid. On an error <paramref name="Period"/> is the default.</param>
public sealed record PaymentsParameters(Period Period, string? Error)
{
    public const int DefaultDays = 7;

    /// <summary>Limited because the provider is queried during the request.</summary>
    public const int MaxDays = 92;

    public string ToQueryString(Period? other = null)
    {
        var period = other ?? Period;
        return $"?from={InsightsParameters.FormatDay(period.First)}&to={InsightsParameters.FormatDay(period.Last)}";
    }

    public static PaymentsParameters Read(IQueryCollection query, VenueClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var usual = Period.LastDays(DefaultDays, clock.Today);
        return InsightsParameters.ReadPeriod(query, usual) switch
        {
            (null, var fault) => new PaymentsParameters(usual, fault),
            ({ Days: > MaxDays }, _) => new PaymentsParameters(usual, T["{0} days at most can be compared at once.", MaxDays]),
            (var period, _) => new PaymentsParameters(period, null),
        };
    }
}
