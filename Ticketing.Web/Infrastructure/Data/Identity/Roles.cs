namespace Ticketing.Infrastructure.Data.Identity;

public static class Roles
{
    /// <summary>Users, settings, and everything an admin can do.</summary>
    public const string SuperAdmin = "superadmin";

    /// <summary>Events, orders, insights and check-in.</summary>
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [SuperAdmin, Admin];
}
