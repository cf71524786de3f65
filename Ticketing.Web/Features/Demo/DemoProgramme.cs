namespace Ticketing.Features.Demo;

internal static partial class DemoProgramme
{
    public const string Address = "14 Canal Street, Leeds";
    private const string CellarLocation = "The Cellar at The Blue Room";

    private const string GoodToKnow = """

        ### Good to know

        - Over 14s; under 16s with an adult.
        - Step-free entrance on Mill Lane; a free companion ticket is yours for the asking.
        - Bar and cloakroom downstairs, cards only.
        """;

    public static IEnumerable<DemoEvent> Events => [.. NextWeeks, .. LaterWeeks, .. SpecialCases, .. RecentPast, .. EarlierPast];
}
