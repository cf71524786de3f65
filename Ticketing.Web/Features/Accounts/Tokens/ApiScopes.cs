namespace Ticketing.Features.Accounts.Tokens;

public static class ApiScopes
{
    public const string EventsRead = "events:read";
    public const string EventsWrite = "events:write";
    public const string OrdersRead = "orders:read";
    public const string OrdersCreate = "orders:create";
    public const string OrdersWrite = "orders:write";
    public const string OrdersRefund = "orders:refund";
    public const string BoxOffice = "box-office";
    public const string AttendeesRead = "attendees:read";
    public const string CheckIn = "checkin";
    public const string InsightsRead = "insights:read";

    public static readonly IReadOnlyList<string> All =
    [
        EventsRead,
        EventsWrite,
        OrdersRead,
        OrdersCreate,
        OrdersWrite,
        OrdersRefund,
        BoxOffice,
        AttendeesRead,
        CheckIn,
        InsightsRead,
    ];
}
