namespace Ticketing.Data;

public static class Roles
{
    /// <summary>Manages users and settings, and everything that an admin does.</summary>
    public const string SuperAdmin = "superadmin";

    /// <summary>Manages events, orders, insights and the door.</summary>
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [SuperAdmin, Admin];
}
