using System.Text.Json.Nodes;

namespace Ticketing.Tests.Api;

/// <summary>The least that the API needs.</summary>
internal static class EventRequests
{
    public static JsonObject CreateEvent() =>
        new()
        {
            ["title"] = "The Late Set",
            ["location"] = "The Blue Room",
            ["timeZone"] = "America/St_Johns",
            ["startsAt"] = "2031-07-04T22:30:00Z",
        };

    public static JsonObject CreateType() =>
        new()
        {
            ["category"] = "Balcony",
            ["faceValue"] = new JsonObject { ["amount"] = 1250, ["currency"] = "GBP" },
            ["capacity"] = 40,
        };
}
