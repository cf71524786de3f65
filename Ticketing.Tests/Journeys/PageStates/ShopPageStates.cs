namespace Ticketing.Tests.Journeys.PageStates;

internal delegate Task PageState(PageStateContext stage);

/// <summary>Everything that buyers' pages can look like, or the states that <c>TICKETING_STATES</c> names a part of.</summary>
internal static class ShopPageStates
{
    public static readonly IReadOnlyDictionary<string, PageState> All = new[]
    {
        HomePageStates.All,
        EventPageStates.All,
        ReminderPageStates.All,
        WaitingListPageStates.All,
        WaitingRoomPageStates.All,
        UnsubscribePageStates.All,
        CheckoutPageStates.All,
        CheckoutNoticeStates.All,
        OrderPageStates.All,
        UnpaidOrderStates.All,
        ReturnedOrderStates.All,
        OrderEmailStates.All,
        ErrorPageStates.All,
    }
        .SelectMany(group => group)
        .Where(state => state.Key.Contains(Wanted, StringComparison.Ordinal))
        .ToDictionary();

    private static string Wanted => Environment.GetEnvironmentVariable("TICKETING_STATES") ?? "";
}
