namespace Ticketing.Areas.Admin.Ui;

/// <param name="Name">Label; pages select their entry by it (ViewData "Section").</param>
public sealed record MenuEntry(string Name, string Path, bool SuperAdminOnly = false);

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
        // Superadmins only: it shows sign-in addresses and what colleagues did.
        new("Audit", "/admin/audit", SuperAdminOnly: true),
    ];

    public static IEnumerable<MenuEntry> For(bool superAdmin) => Entries.Where(entry => superAdmin || !entry.SuperAdminOnly);
}
