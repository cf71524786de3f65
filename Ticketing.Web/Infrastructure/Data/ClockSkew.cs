namespace Ticketing.Infrastructure.Data;

/// <summary>
/// After a clock that ran ahead is set back, the times written meanwhile lie in the future, and work would wait for them for as long as the
/// clock was ahead. So a time that lies further ahead than the program ever writes one counts as passed.
/// </summary>
public static class ClockSkew
{
    /// <summary>The clocks of several machines may differ by this much.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromMinutes(5);
}
