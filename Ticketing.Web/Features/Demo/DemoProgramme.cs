namespace Ticketing.Features.Demo;

internal static partial class DemoProgramme
{
    public const string Address = "14 Canal Street, Leeds LS1 4AB";
    public const string StepFree = "Step-free entrance on Mill Lane. Ask us for a free companion ticket.";
    public const string CellarSteps = "Twelve steps down to the Cellar, and no lift. Ask us for a hand.";
    private const string CellarLocation = "The Cellar at The Blue Room";

    private const string GoodToKnow = """

        ### Good to know

        - Under 16s come with an adult.
        - Bar and cloakroom downstairs, cards only.
        """;

    public static IEnumerable<DemoEvent> Events => [.. NextWeeks, .. LaterWeeks, .. SpecialCases, .. RecentPast, .. EarlierPast];
}
