using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Journeys;

internal static class LayoutChecks
{
    private const string Controls =
        ".button, .step button, .step input, .field input, .field select, .link, summary, .bar a, .months a, .release button, .reach, "
        + ".foot nav a";

    private const string StaffControls =
        "main :is(button:not(.link), .button, summary, select, textarea, .tabs a, .pages a), "
        + "main input:not([type=hidden], [type=checkbox], [type=radio])";

    public static async Task AssertFitsAsync(Visitor visitor)
    {
        await AssertNoOverflowAsync(visitor);
        var small = await visitor.Page.EvaluateAsync<string[]>(
            """
            controls => [...document.querySelectorAll(controls)]
              .filter(e => e.checkVisibility({ visibilityProperty: true }))
              .map(e => [e, e.getBoundingClientRect()])
              .filter(([e, box]) => box.height < 44 || box.width < 44)
              .map(([e, box]) => `${e.outerHTML.slice(0, 120)} (${box.width} x ${box.height})`)
            """,
            Controls
        );
        Assert.True(small.Length == 0, $"Too small for a finger on {visitor.Path}: {string.Join("; ", small)}");
    }

    /// <summary>For pages of staff, on a phone: controls are large enough, and no table scrolls sideways.</summary>
    public static async Task AssertFitsPhoneAsync(Visitor visitor)
    {
        var faults = await visitor.Page.EvaluateAsync<string[]>(
            """
            controls => {
              const seen = e => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length && !e.closest(".vh");
              const small = [...document.querySelectorAll(controls)].filter(seen)
                .map(e => [e, e.getBoundingClientRect()]).filter(([, box]) => box.height < 43.5)
                .map(([e, box]) => `${box.width} x ${box.height}: ${e.outerHTML.slice(0, 120)}`);
              const wide = [...document.querySelectorAll("main .scroll")].filter(seen).filter(e => e.scrollWidth > e.clientWidth)
                .map(e => `${e.scrollWidth - e.clientWidth} px too wide: ${e.querySelector("table")?.className} ${e.getAttribute("aria-label")}`);
              return [...small, ...wide];
            }
            """,
            StaffControls
        );
        Assert.True(faults.Length == 0, $"{visitor.Path}:\n{string.Join('\n', faults)}");
    }

    public static async Task AssertNoOverflowAsync(Visitor visitor)
    {
        // A text may be seen before the style sheets are applied.
        await visitor.WaitUntilLoadedAsync();
        // Charts follow a new width a moment later.
        var wider = int.MaxValue;
        for (var look = 0; look < 50 && wider > 0; look++)
        {
            await Task.Delay(look == 0 ? 0 : 100, TestContext.Current.CancellationToken);
            wider = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        }

        Assert.True(wider <= 0, $"{visitor.Path} is {wider} px wider than its screen.");
    }
}
