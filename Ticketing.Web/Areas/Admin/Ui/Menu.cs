namespace Ticketing.Areas.Admin.Ui;

/// <param name="Name">Label; pages select their entry by it (ViewData "Section").</param>
/// <param name="Icon">Path of an icon 24 units wide.</param>
public sealed record MenuEntry(string Name, string Path, string Icon = "", bool SuperAdminOnly = false)
{
    /// <summary>Other words that find it.</summary>
    public string Keywords { get; init; } = "";

    /// <summary>Listed below the entry while it or one of them is open.</summary>
    public IReadOnlyList<MenuEntry> Children { get; init; } = [];
}

/// <param name="Name">Null for groups without a heading.</param>
public sealed record MenuGroup(string? Name, IReadOnlyList<MenuEntry> Entries);

public static class Menu
{
    /// <summary>The first group is the bar at the foot of a phone's screen.</summary>
    private static readonly MenuGroup[] Groups =
    [
        new(
            null,
            [
                new("Today", "/admin", MenuIcons.House) { Keywords = "home dashboard" },
                new("Events", "/admin/events", MenuIcons.Calendar) { Keywords = "shows concerts" },
                new("Orders", "/admin/orders", MenuIcons.Receipt) { Keywords = "buyers sales" },
                new("Door", "/admin/check-in", MenuIcons.Scanner) { Keywords = "check in scan" },
            ]
        ),
        new(null, [new("Insights", "/admin/insights", MenuIcons.Chart) { Keywords = "figures reports revenue" }]),
        new(
            "Finance",
            [
                new("Refunds", "/admin/refunds", MenuIcons.Back),
                new("Reconciliation", "/admin/payments", MenuIcons.Exchange) { Keywords = "money payments disputes stripe" },
            ]
        ),
        new(
            "Admin",
            [
                new("Email", "/admin/notifications", MenuIcons.Envelope) { Keywords = "mail notifications failed" },
                new("Staff", "/admin/users", MenuIcons.Person, SuperAdminOnly: true) { Keywords = "users people team" },
                new("Settings", "/admin/settings", MenuIcons.Sliders, SuperAdminOnly: true)
                {
                    Keywords = "venue logo colour currency vat languages",
                    Children =
                    [
                        new("API keys", "/admin/api-keys", SuperAdminOnly: true),
                        new("Webhooks", "/admin/webhooks", SuperAdminOnly: true),
                        new("Backups", "/admin/backups", SuperAdminOnly: true),
                        new("Go-live check", "/admin/check", SuperAdminOnly: true),
                    ],
                },
                // Superadmins only: it shows sign-in addresses and what colleagues did.
                new("Audit", "/admin/audit", MenuIcons.List, SuperAdminOnly: true) { Keywords = "log history" },
            ]
        ),
    ];

    /// <summary>Pages that search finds and the menu does not list.</summary>
    private static readonly MenuEntry[] Others =
    [
        new("New event", "/admin/events/new", MenuIcons.Plus) { Keywords = "create add" },
        new("New sale", "/admin/orders/new", MenuIcons.Plus) { Keywords = "box office sell" },
        new("Invite a colleague", "/admin/users/invite", MenuIcons.Plus, SuperAdminOnly: true) { Keywords = "add staff" },
        new("Export lists", "/admin/insights/export", MenuIcons.Chart) { Keywords = "csv download" },
        new("Webhook messages from Stripe", "/admin/payments/messages", MenuIcons.Exchange),
        new("Your account", "/admin/account", MenuIcons.Person) { Keywords = "password second factor passkey" },
    ];

    public static IReadOnlyList<MenuGroup> For(bool superAdmin) =>
        [
            .. Groups
                .Select(group => group with { Entries = [.. group.Entries.Where(entry => superAdmin || !entry.SuperAdminOnly)] })
                .Where(group => group.Entries.Count > 0),
        ];

    /// <summary>All that search finds, without groups.</summary>
    public static IReadOnlyList<MenuEntry> GetPages(bool superAdmin) =>
        [
            .. For(superAdmin)
                .SelectMany(group => group.Entries)
                .SelectMany(entry => entry.Children.Select(child => child with { Icon = entry.Icon }).Prepend(entry)),
            .. Others.Where(entry => superAdmin || !entry.SuperAdminOnly),
        ];
}
