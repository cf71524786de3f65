using System.Globalization;
using Ticketing.Insights.Periods;

namespace Ticketing.Insights.Exports;

/// <summary>What goes into a file; null does not narrow it.</summary>
/// <param name="First">A day of the venue.</param>
/// <param name="Last">A day of the venue, included.</param>
/// <param name="EventId">One show alone.</param>
public sealed record ExportFilter(DateOnly? First, DateOnly? Last, Guid? EventId)
{
    /// <exception cref="ArgumentOutOfRangeException">See <see cref="Periods.Period"/>.</exception>
    public Period Period { get; } = new(First ?? Period.Earliest, Last ?? Period.Latest);

    /// <summary>For the file's name: "2031-01-01-to-2031-01-31"; "all" where no day is given.</summary>
    public string PeriodLabel => (First, Last) switch
    {
        (null, null) => "all",
        ({ } first, null) => $"from-{Iso(first)}",
        (null, { } last) => $"until-{Iso(last)}",
        ({ } first, { } last) => $"{Iso(first)}-to-{Iso(last)}",
    };

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
