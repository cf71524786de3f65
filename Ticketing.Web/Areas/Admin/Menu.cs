namespace Ticketing.Areas.Admin;

/// <param name="Name">As people read it, and as a page names its section.</param>
public sealed record MenuEntry(string Name, string Path, bool SuperAdminOnly = false);

/// <summary>The admin area's table of contents.</summary>
public static class Menu
{
    private static readonly MenuEntry[] Entries =
    [
        new("Today", "/admin"),
        new("Events", "/admin/events"),
        new("Orders", "/admin/orders"),
        new("Insights", "/admin/insights"),
        new("Door", "/admin/check-in"),
        new("Refunds", "/admin/refunds"),
        new("Money", "/admin/payments"),
        new("Mail", "/admin/notifications"),
        new("Staff", "/admin/users", SuperAdminOnly: true),
        new("Settings", "/admin/settings", SuperAdminOnly: true),

        // It tells who signs in from where, and what colleagues did: not everybody's business.
        new("Audit", "/admin/audit", SuperAdminOnly: true),
    ];

    public static IEnumerable<MenuEntry> For(bool superAdmin) => Entries.Where(entry => superAdmin || !entry.SuperAdminOnly);
}
