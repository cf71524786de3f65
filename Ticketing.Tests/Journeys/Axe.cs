using Deque.AxeCore.Commons;

namespace Ticketing.Tests.Journeys;

internal static class Axe
{
    /// <summary>
    /// Without the two rules for which axe loads the sheets itself: those that a sheet imports it puts into style elements, which the pages'
    /// policy forbids. Nothing here plays by itself or minds how a phone is held.
    /// </summary>
    public static readonly AxeRunOptions WithoutSheets = new()
    {
        Rules = new Dictionary<string, RuleOptions> { ["no-autoplay-audio"] = new() { Enabled = false }, ["css-orientation-lock"] = new() { Enabled = false } },
    };
}
