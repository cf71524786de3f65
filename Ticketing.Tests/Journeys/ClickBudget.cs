using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Journeys;

/// <summary>Counts the clicks of a task, prints them, and fails above a limit.</summary>
internal sealed class ClickBudget(Visitor visitor, string task, int max)
{
    private readonly int before = visitor.Clicks;

    /// <param name="elsewhere">Clicks outside the page, such as in a dialog of the operating system.</param>
    public void AssertKept(int elsewhere = 0)
    {
        var clicks = visitor.Clicks - before + elsewhere;
        TestContext.Current.TestOutputHelper?.WriteLine($"{task}: {clicks} clicks, at most {max}");
        Assert.True(clicks <= max, $"{task} takes {clicks} clicks, more than {max}.");
    }
}
